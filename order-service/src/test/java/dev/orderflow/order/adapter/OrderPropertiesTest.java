package dev.orderflow.order.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.order.domain.OrderDeadlines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/** What can be configured of each step, upon what the service ships with. */
class OrderPropertiesTest {
    private static final Instant ASKED = Instant.parse("2026-01-05T10:00:00Z");

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(OrderProperties.class)
    static class Properties {}

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Properties.class)
            .withInitializer(context -> {
                try {
                    new YamlPropertySourceLoader()
                            .load("shipped", new ClassPathResource("application.yml"))
                            .forEach(context.getEnvironment().getPropertySources()::addLast);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

    @Test
    void waits_the_same_each_time_unless_told_otherwise() {
        deadlines(
                service,
                deadlines -> assertThat(deadlines.of(FulfilmentStep.SHIP, 12, ASKED))
                        .isEqualTo(new OrderDeadlines.Deadline(
                                FulfilmentStep.SHIP, 12, ASKED.plus(Duration.ofMinutes(5)), true)));
    }

    @Test
    void the_policy_of_one_step_is_set_apart_from_the_others() {
        ApplicationContextRunner patient = service.withPropertyValues(
                "orderflow.orders.deadlines.ship.within=10s",
                "orderflow.orders.deadlines.ship.growth=1.5",
                "orderflow.orders.deadlines.ship.at-most=20s");
        deadlines(patient, deadlines -> {
            assertThat(deadlines.of(FulfilmentStep.SHIP, 1, ASKED).due()).isEqualTo(ASKED.plusSeconds(15));
            assertThat(deadlines.of(FulfilmentStep.SHIP, 2, ASKED).due()).isEqualTo(ASKED.plusSeconds(20));
            assertThat(deadlines.of(FulfilmentStep.REFUND, 2, ASKED).due()).isEqualTo(ASKED.plusSeconds(300));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            within  | 500ms | must be at least a second
            repeats | -1    | must not be negative
            repeats | 1001  | must be at most 1000
            growth  | 0.5   | must be at least 1: waits do not become shorter
            growth  | 11    | must be at most 10
            at-most | 10s   | must not be shorter than within, the first wait
            at-most | 366d  | must be at most 365 days
            """)
    void a_value_that_makes_no_sense_stops_the_start_and_is_named(String name, String value, String reason) {
        service.withPropertyValues("orderflow.orders.deadlines.ship." + name + "=" + value)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("deadlines[SHIP]." + (name.equals("at-most") ? "atMost" : name))
                        .hasMessageContaining(reason));
    }

    private static void deadlines(ApplicationContextRunner service, Consumer<OrderDeadlines> judged) {
        service.run(
                context -> judged.accept(context.getBean(OrderProperties.class).toDeadlines()));
    }
}
