package dev.orderflow.eventstore.testing;

import dev.orderflow.eventstore.consumer.CommitDispatcher;
import dev.orderflow.eventstore.consumer.ConsumerListener;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Redrives;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.ShardKeys;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.consumer.TransientFailures;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import dev.orderflow.eventstore.memory.InMemorySnapshots;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.snapshot.Snapshots;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
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
    Redrives redrives(InMemoryPositions allPositions) {
        return allPositions.redrivesOf("test");
    }

    @Bean
    ShardKeys shardKeys() {
        return ShardKeys.ONE_SHARD;
    }

    @Bean
    Snapshots snapshots() {
        return new InMemorySnapshots();
    }

    /** Hands what is published to the service's subscribers, by the rules of the real runtime. */
    @Bean
    SmartLifecycle inMemoryConsumer(
            InMemoryCommitStream commitStream,
            ObjectProvider<Subscriber> subscribers,
            Positions positions,
            InstantSource clock) {
        return new InMemoryConsumer(commitStream, subscribers, positions, clock);
    }

    private static final class InMemoryConsumer implements SmartLifecycle {
        private final InMemoryCommitStream stream;
        private final ObjectProvider<Subscriber> subscribers;
        private final Positions positions;
        private final InstantSource clock;
        private volatile boolean running;
        private boolean listening;

        InMemoryConsumer(
                InMemoryCommitStream stream,
                ObjectProvider<Subscriber> subscribers,
                Positions positions,
                InstantSource clock) {
            this.stream = stream;
            this.subscribers = subscribers;
            this.positions = positions;
            this.clock = clock;
        }

        @Override
        public void start() {
            running = true;
            List<Subscriber> all = subscribers.orderedStream().toList();
            if (!listening && !all.isEmpty()) {
                listening = true;
                ShardHandler handler = new CommitDispatcher(
                                all, positions, TransientFailures.CORE, ConsumerListener.NONE, clock)
                        .open("memory");
                stream.listen(record -> handler.process(List.of(record)));
            }
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
