package dev.orderflow.launcher.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyProxyTest {
    private static final Duration GENEROUS = Duration.ofSeconds(20);

    private final AtomicInteger effects = new AtomicInteger();
    private final Fate fate = new Fate(new Random(7));
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer engine;
    private FaultyProxy proxy;

    @BeforeEach
    void start() throws IOException {
        engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        engine.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            effects.incrementAndGet();
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        engine.start();
        proxy = FaultyProxy.start(
                0, URI.create("http://127.0.0.1:" + engine.getAddress().getPort()), fate);
    }

    @AfterEach
    void stop() {
        proxy.close();
        engine.stop(0);
        client.close();
    }

    @Test
    void forwards_requests_and_answers_of_any_size() throws Exception {
        String large = "x".repeat(3_000_000);

        assertThat(post(large)).isEqualTo(large);
        assertThat(post("small")).isEqualTo("small");
        assertThat(proxy.dropped()).isZero();
    }

    @Test
    void a_reset_answer_is_an_error_for_the_client_and_an_effect_for_the_engine() {
        fate.become(new Fate.Chances(1, 0));

        assertThatThrownBy(() -> post("once")).isInstanceOf(IOException.class);

        // Java's client repeats what it takes for a stale connection.
        assertThat(effects.get()).isPositive();
        assertThat(proxy.dropped()).isEqualTo(effects.get());
    }

    @Test
    void an_answer_that_is_held_back_lets_the_client_time_out_after_the_effect() {
        fate.become(new Fate.Chances(0, 1));

        assertThatThrownBy(() -> send("once", Duration.ofSeconds(3))).isInstanceOf(HttpTimeoutException.class);

        assertThat(effects).hasValue(1);
        assertThat(proxy.dropped()).isEqualTo(1);
    }

    @Test
    void answers_come_again_when_the_chances_are_good_again() throws Exception {
        fate.become(new Fate.Chances(1, 0));
        assertThatThrownBy(() -> post("lost")).isInstanceOf(IOException.class);

        fate.become(Fate.Chances.NONE);

        assertThat(post("found")).isEqualTo("found");
    }

    @Test
    void by_chance_about_as_many_are_lost_as_was_asked_for() throws Exception {
        fate.become(new Fate.Chances(0.3, 0));
        for (int i = 0; i < 200; i++) {
            try {
                post("one of many");
            } catch (IOException lost) {
                // Counted below.
            }
        }
        assertThat(proxy.dropped()).isBetween((long) (effects.get() * 0.2), (long) (effects.get() * 0.4));
    }

    @Test
    void an_engine_that_does_not_listen_ends_the_connection() {
        engine.stop(0);

        assertThatThrownBy(() -> post("nobody")).isInstanceOf(IOException.class);
    }

    @Test
    void chances_that_are_none_are_refused() {
        assertThatThrownBy(() -> new Fate.Chances(0.8, 0.3)).isInstanceOf(IllegalArgumentException.class);
    }

    private String post(String body) throws IOException, InterruptedException {
        return send(body, GENEROUS);
    }

    private String send(String body, Duration within) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(proxy.address())
                .timeout(within)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
