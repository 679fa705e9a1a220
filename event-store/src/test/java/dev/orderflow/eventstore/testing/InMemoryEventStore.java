package dev.orderflow.eventstore.testing;

import dev.orderflow.eventstore.consumer.CommitDispatcher;
import dev.orderflow.eventstore.consumer.ConsumerListener;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.consumer.TransientFailures;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.spring.InMemoryEngines;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Replaces every engine by memory, for tests of a service's wiring that need no real one: import it. */
@Configuration(proxyBeanMethods = false)
@Import(InMemoryEngines.class)
public class InMemoryEventStore {
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
