package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orderflow.launcher.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service and a gateway in front of it, made up: what the gateway changes of the first answer is found. */
class TwoWaysTest {
    private static final Exchange PLACE = Exchange.of("POST", "/orders").json("{}");
    private static final Set<String> NOTHING = Set.of();
    private static final Set<String> STATUS = Set.of("status", "etag");

    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server = server();
    private final URI service =
            URI.create("http://localhost:" + server.getAddress().getPort());

    private UnaryOperator<String> gateway = UnaryOperator.identity();
    private String location = "/orders/o-1";
    private boolean moves;

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_first_answer_that_came_through_as_it_is_passes() {
        assertThat(once(NOTHING).body()).isEqualTo("{\"orderId\": \"o-1\", \"status\": 1}");
    }

    @Test
    void a_value_that_the_gateway_changed_is_found() {
        gateway = body -> body.replace("o-1", "o-2");
        assertThatThrownBy(() -> once(NOTHING)).hasMessageContaining("body of POST /orders");
        assertThatThrownBy(() -> once(STATUS)).hasMessageContaining("body of POST /orders");
    }

    @Test
    void a_property_that_the_gateway_left_out_or_added_is_found() {
        gateway = body -> "{\"status\": 1}";
        assertThatThrownBy(() -> once(STATUS)).hasMessageContaining("body of POST /orders");
        gateway = body -> body.replace("}", ", \"more\": true}");
        assertThatThrownBy(() -> once(STATUS)).hasMessageContaining("body of POST /orders");
    }

    @Test
    void spaces_that_the_gateway_took_away_are_found() {
        gateway = body -> body.replace(" ", "");
        assertThatThrownBy(() -> once(NOTHING)).hasMessageContaining("body of POST /orders");
    }

    @Test
    void a_header_that_the_gateway_changed_is_found() {
        location = "/local/orders/o-1";
        assertThatThrownBy(() -> once(STATUS)).hasMessageContaining("headers of POST /orders");
    }

    @Test
    void what_goes_on_may_differ_where_that_was_said_and_nowhere_else() {
        moves = true;
        assertThatCode(() -> once(STATUS)).doesNotThrowAnyException();
        assertThatThrownBy(() -> once(Set.of("status"))).hasMessageContaining("headers of POST /orders");
        assertThatThrownBy(() -> once(Set.of("etag"))).hasMessageContaining("body of POST /orders");
    }

    private Exchange.Answer once(Set<String> goesOn) {
        asked.set(0);
        Shop shop = new Shop(new Api(service), service, Duration.ofSeconds(5));
        return new TwoWays(shop, service.resolve("/direct"), service.resolve("/gateway")).once(202, goesOn, PLACE);
    }

    private HttpServer server() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext("/", this::answer);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The order has gone on by the time of the repetition, and stands still after that. */
    private void answer(HttpExchange http) throws IOException {
        boolean first = asked.getAndIncrement() == 0;
        boolean through = http.getRequestURI().getPath().startsWith("/gateway");
        int status = moves && !first ? 2 : 1;
        String body = "{\"orderId\": \"o-1\", \"status\": " + status + "}";
        http.getResponseHeaders().set("Location", through ? location : "/orders/o-1");
        http.getResponseHeaders().set("ETag", "\"" + status + "\"");
        if (!first) {
            http.getResponseHeaders().set("Idempotent-Replayed", "true");
        }
        byte[] bytes = (through ? gateway.apply(body) : body).getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(202, bytes.length);
        try (var out = http.getResponseBody()) {
            out.write(bytes);
        }
    }
}
