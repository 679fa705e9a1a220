package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.web.testing.TestIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Metrics reach a collector beside the service under the service's name, where that is switched on and only there. */
class MetricsExportTest {
    private final TestCollector collector = new TestCollector("/v1/metrics");

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void metrics_go_to_the_collector_where_that_is_switched_on() throws InterruptedException {
        try (ConfigurableApplicationContext service = run(Map.of("management.otlp.metrics.export.enabled", "true"))) {
            assertThat(service.isRunning()).isTrue();
            String sent;
            do {
                // The first may leave before the JVM is measured.
                sent = collector.sent().poll(30, TimeUnit.SECONDS);
                assertThat(sent).isNotNull();
            } while (!sent.contains("jvm.memory.used"));
            assertThat(sent).contains("service.name", "things");
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
        assertThat(collector.sent()).isEmpty();
    }

    private ConfigurableApplicationContext run(Map<String, String> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("spring.application.name", "things");
        properties.put("server.port", "0");
        properties.put("management.otlp.metrics.export.url", collector.url());
        properties.put("management.otlp.metrics.export.step", "500ms");
        TestIssuer.start().configure((name, value) -> properties.put(name, value.get()));
        return new SpringApplicationBuilder(TestApplication.class)
                .run(properties.entrySet().stream()
                        .map(each -> "--" + each.getKey() + "=" + each.getValue())
                        .toArray(String[]::new));
    }
}
