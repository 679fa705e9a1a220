package dev.orderflow.edge;

import dev.orderflow.edge.routing.Upstream;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The edge's settings; every one has a default for the local stack.
 *
 * @param portBase the edge's own port; services that have no URL are taken to listen on the ports behind it
 * @param services base URLs of the services that are elsewhere; with a path where a gateway has them below one
 */
@ConfigurationProperties("orderflow.edge")
@Validated
public record EdgeProperties(
        @Min(0) @Max(65525) int portBase,
        @DefaultValue Map<Upstream, URI> services,
        @Valid @DefaultValue Client client,
        @Valid @NotNull Issuer issuer,
        @Valid @DefaultValue Inbox inbox) {

    private static final int ENGINE_OFFSET = 8;

    /** Without a slash at its end, since every resource begins with one. */
    private static final String BASE_PATH = "(/[A-Za-z0-9_.-]+)*";

    public EdgeProperties {
        services = Map.copyOf(services);
        services.forEach((upstream, url) -> requireBase(upstream, url));
    }

    /**
     * How upstreams are called.
     *
     * @param connectTimeout a service on this machine or network that does not accept within this is not there
     * @param responseTimeout longest silence of a service, between two packets; above the 10 s that a read may wait for a
     *     version and the end of a large import's check
     * @param maxConnections to one service, so that one that hangs cannot take the memory of all
     */
    public record Client(
            @DefaultValue("2s") Duration connectTimeout,
            @DefaultValue("60s") Duration responseTimeout,
            @DefaultValue("128") @Min(1) @Max(10_000) int maxConnections) {}

    /**
     * The local issuer.
     *
     * @param url what stands in {@code iss}; the services must be told the same
     * @param folder where the key is kept
     */
    public record Issuer(@NotNull URI url, @NotNull Path folder) {}

    /**
     * Where the e-mails are read.
     *
     * @param engine base URL of the engine that took the e-mails; absent: MiniStack on its local port
     * @param path the engine's mailbox: {@code /_ministack/ses/messages}, or {@code /_aws/ses} for LocalStack
     */
    public record Inbox(
            @Nullable URI engine,

            @DefaultValue("/_ministack/ses/messages") @Pattern(regexp = "/[A-Za-z0-9_/.-]{1,100}")
            String path) {}

    /** The configured URL of a service, or its local one. */
    public URI urlOf(Upstream upstream) {
        URI configured = services.get(upstream);
        return configured == null ? local(upstream.portOffset()) : configured;
    }

    public URI mailbox() {
        URI engine =
                inbox.engine() == null || inbox.engine().toString().isEmpty() ? local(ENGINE_OFFSET) : inbox.engine();
        return engine.resolve(inbox.path());
    }

    /** What stands before every resource's path at a service; empty where nothing does. */
    public static String basePath(URI url) {
        String path = url.getRawPath();
        return path == null || path.equals("/") ? "" : path;
    }

    private URI local(int offset) {
        return URI.create("http://127.0.0.1:" + (portBase + offset));
    }

    private static void requireBase(Upstream upstream, URI url) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        String path = basePath(url);
        // Every resource begins with /v1: it would be asked for twice.
        boolean base = path.matches(BASE_PATH) && !path.endsWith("/v1") && url.getRawQuery() == null;
        if (!web || url.getHost() == null || !base) {
            String name = upstream.name().toLowerCase(Locale.ROOT).replace('_', '-');
            throw new IllegalArgumentException("orderflow.edge.services." + name
                    + " must be a base URL without the resource's path, such as http://127.0.0.1:18081, not " + url);
        }
    }
}
