package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Redrives;
import dev.orderflow.eventstore.consumer.ShardKeys;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import dev.orderflow.eventstore.memory.InMemorySnapshots;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.snapshot.Snapshots;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every port in memory: for tests of a service's wiring, and for training runs. Nothing is kept, nothing is consumed. */
@Configuration(proxyBeanMethods = false)
public class InMemoryEngines {
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
        return allPositions.of("memory");
    }

    @Bean
    Redrives redrives(InMemoryPositions allPositions) {
        return allPositions.redrivesOf("memory");
    }

    @Bean
    ShardKeys shardKeys() {
        return ShardKeys.ONE_SHARD;
    }

    @Bean
    Snapshots snapshots() {
        return new InMemorySnapshots();
    }
}
