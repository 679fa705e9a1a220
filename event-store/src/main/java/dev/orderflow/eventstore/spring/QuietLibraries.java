package dev.orderflow.eventstore.spring;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Log levels that hold where nobody sets others: the Kinesis Client Library says at INFO, every second, that nothing has
 * happened, and at WARN that a lease will be given out in the next round.
 */
public final class QuietLibraries implements EnvironmentPostProcessor {
    private static final String LEVEL = "logging.level.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "orderflow-quiet-libraries",
                        Map.of(
                                LEVEL + "software.amazon.kinesis", "WARN",
                                LEVEL + "software.amazon.kinesis.coordinator.assignment", "ERROR",
                                LEVEL + "software.amazon.kinesis.lifecycle.ProcessTask", "ERROR",
                                LEVEL + "com.amazonaws.services.dynamodbv2", "ERROR",
                                LEVEL + "software.amazon.awssdk", "WARN")));
    }
}
