package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.orderflow.web.testing.TestIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Metrics reach a collector beside the service under the service's name, where that is switched on and only there. */
class MetricsExportTest {
    private static final int OK = 200;

    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    private HttpServer collector;

    @BeforeEach
    void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", exchange -> {
            sent.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(OK, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @Test
    void metrics_go_to_the_collector_where_that_is_switched_on() throws InterruptedException {
        try (ConfigurableApplicationContext service = run(Map.of("management.otlp.metrics.export.enabled", "true"))) {
            assertThat(service.isRunning()).isTrue();
            String first = sent.poll(30, TimeUnit.SECONDS);
            assertThat(first).isNotNull().contains("service.name", "things", "jvm.memory.used");
        }
    }

    @Test
    void nothing_is_sent_where_nobody_asked_for_it() {
        try (ConfigurableApplicationContext service = run(Map.of())) {
            assertThat(service.getBeansOfType(MeterRegistry.class).values())
                    .isNotEmpty()
                    .noneMatch(registry -> registry.getClass().getSimpleName().contains("Otlp"));
        }
        // Even a registry that waits for its time sends what it has when it is closed.
        assertThat(sent).isEmpty();
    }

    private ConfigurableApplicationContext run(Map<String, String> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("spring.application.name", "things");
        properties.put("server.port", "0");
        properties.put(
                "management.otlp.metrics.export.url",
                "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/metrics");
        properties.put("management.otlp.metrics.export.step", "500ms");
        TestIssuer.start().configure((name, value) -> properties.put(name, value.get()));
        return new SpringApplicationBuilder(TestApplication.class)
                .run(properties.entrySet().stream()
                        .map(each -> "--" + each.getKey() + "=" + each.getValue())
                        .toArray(String[]::new));
    }
}
