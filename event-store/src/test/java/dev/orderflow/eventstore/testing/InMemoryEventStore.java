package dev.orderflow.eventstore.testing;

import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import dev.orderflow.eventstore.memory.InMemorySnapshots;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.snapshot.Snapshots;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Replaces every engine by memory, for tests of a service's wiring that need no real one: import it. */
@Configuration(proxyBeanMethods = false)
public class InMemoryEventStore {
    @Bean
    InMemoryJournal journal() {
        return new InMemoryJournal();
    }

    @Bean
    InMemoryCommitStream commitStream(InstantSource clock) {
        return new InMemoryCommitStream(clock);
    }

    @Bean
    InMemoryViewStore viewStore() {
        return new InMemoryViewStore();
    }

    @Bean
    InMemoryPositions allPositions() {
        return new InMemoryPositions();
    }

    @Bean
    Positions positions(InMemoryPositions allPositions) {
        return allPositions.of("test");
    }

    @Bean
    Snapshots snapshots() {
        return new InMemorySnapshots();
    }
}
