package dev.orderflow.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiTest {
    private final Deque<Integer> statuses = new ArrayDeque<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "{\"left\": %d}".formatted(statuses.size() - 1).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(statuses.removeFirst(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_look_asks_again_while_the_suite_is_too_busy() {
        statuses.addAll(List.of(503, 503, 200));

        assertThat(api().look("/v1/orders", "token").body().required("left").asInt())
                .isZero();
    }

    @Test
    void a_look_that_is_refused_is_not_asked_again() {
        statuses.addAll(List.of(404, 200));

        assertThatThrownBy(() -> api().look("/v1/orders", "token"))
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("404");
        assertThat(statuses).hasSize(1);
    }

    private Api api() {
        return new Api(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }
}
