package dev.orderflow.eventstore.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Import;

/**
 * {@code orderflow.training=true}: this start shows the JVM which classes a service needs, while its image is built and no
 * engine is there. It goes together with {@code spring.context.exit=onRefresh}; what it would accept, it would lose.
 */
@AutoConfiguration(before = EventStoreAutoConfiguration.class)
@ConditionalOnProperty("orderflow.training")
@Import(InMemoryEngines.class)
public class TrainingAutoConfiguration {}
