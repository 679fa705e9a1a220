package dev.orderflow.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The edge as it is shipped, on a free port, with real HTTP servers behind it and a real client before it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class RunningEdge {

    /** One set for all test classes, so that they share one edge. */
    protected static final FreeService ORDERS = FreeService.start();

    protected static final FreeService INVENTORY = FreeService.start();
    protected static final FreeService PAYMENTS = FreeService.start();
    protected static final FreeService NOTIFICATIONS = FreeService.start();
    protected static final FreeService EVENT_STORE = FreeService.start();
    protected static final FreeService ENGINE = FreeService.start();
    protected static final Path ISSUER_FOLDER = temporaryFolder();

    /** What stands before the resources of one of them, as before those of an API Gateway. */
    protected static final String STAGE = "/_aws/execute-api/orderflow/local";

    /** So small that a connection that is lost is missed at once. */
    protected static final int CONNECTIONS = 4;

    protected static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        registry.add("orderflow.edge.services.order", ORDERS::url);
        registry.add("orderflow.edge.services.inventory", INVENTORY::url);
        registry.add("orderflow.edge.services.payment", PAYMENTS::url);
        registry.add("orderflow.edge.services.notification", () -> NOTIFICATIONS.url() + STAGE);
        registry.add("orderflow.edge.services.event-store", EVENT_STORE::url);
        registry.add("orderflow.edge.inbox.engine", ENGINE::url);
        registry.add("orderflow.edge.issuer.folder", ISSUER_FOLDER::toString);
        registry.add("orderflow.edge.issuer.url", () -> "http://127.0.0.1:18080");
        registry.add("orderflow.edge.client.connect-timeout", () -> "500ms");
        registry.add("orderflow.edge.client.response-timeout", () -> "2s");
        registry.add("orderflow.edge.client.max-connections", () -> CONNECTIONS);
    }

    @BeforeEach
    void servicesAnswer() {
        for (FreeService service :
                new FreeService[] {ORDERS, INVENTORY, PAYMENTS, NOTIFICATIONS, EVENT_STORE, ENGINE}) {
            service.forget();
            service.answer(200, Map.of("Content-Type", "application/json"), "{}");
        }
    }

    protected URI edge(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    protected HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(edge(path)).timeout(Duration.ofSeconds(30));
    }

    protected HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    protected HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    protected static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("edge-test");
            folder.toFile().deleteOnExit();
            return folder.resolve("issuer");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
