package dev.orderflow.eventstore.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Redrives;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.ShardKeys;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import dev.orderflow.eventstore.publication.CommitStream;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.testing.InMemoryEventStore;
import dev.orderflow.eventstore.testing.TestCommits;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.env.StandardEnvironment;

class ConsumerAutoConfigurationTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ConsumerAutoConfiguration.class))
            .withBean(InstantSource.class, InstantSource::system)
            .withBean(MachineClock.class, () -> new MachineClock(InstantSource.system()))
            .withBean(Positions.class, () -> new InMemoryPositions().of("orders"))
            .withBean(
                    OrderflowProperties.class,
                    () -> new OrderflowProperties(
                            "orders", "0", "order-events", 1, "", "snapshots", true, Duration.ZERO))
            .withBean(InstanceSlot.class, () -> InstanceSlot.fixed("orders", 0))
            .withBean(ParkedStreams.class, InMemoryPositions::new)
            .withBean(Redrives.class, () -> Redrives.NONE)
            .withBean(ShardKeys.class, () -> ShardKeys.ONE_SHARD)
            .withBean(Publication.class, () -> {
                InMemoryJournal journal = new InMemoryJournal();
                return new Publication("orders-0", journal, journal, InstantSource.system());
            })
            // There is no engine: nothing is started here.
            .withBean("lifecycleProcessor", DefaultLifecycleProcessor.class, () -> new DefaultLifecycleProcessor() {
                @Override
                public void onRefresh() {}
            });

    @Test
    void a_service_without_subscribers_does_not_consume() {
        runner.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ConsumerLifecycle.class));
    }

    @Test
    void a_service_with_a_subscriber_consumes() {
        runner.withBean(Noting.class)
                .run(context -> assertThat(context.getBeanNamesForType(ConsumerLifecycle.class))
                        .hasSize(1));
    }

    @Test
    void a_service_with_a_handler_of_its_own_consumes() {
        runner.withBean(ShardHandler.Factory.class, () -> shardId -> null)
                .run(context -> assertThat(context.getBeanNamesForType(ConsumerLifecycle.class))
                        .hasSize(1));
    }

    @Test
    void consuming_can_be_switched_off() {
        runner.withBean(Noting.class)
                .withPropertyValues("orderflow.consumer.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ConsumerLifecycle.class));
    }

    @Test
    void both_subscribers_and_a_handler_are_refused_with_the_reason() {
        runner.withBean(Noting.class)
                .withBean(ShardHandler.Factory.class, () -> shardId -> null)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasRootCauseMessage("A service consumes either through Subscriber beans or through one"
                                + " ShardHandler.Factory, found 1 and 1"));
    }

    @Test
    void on_memory_subscribers_get_what_is_published_and_no_library_is_started() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AwsClientsAutoConfiguration.class,
                        EventStoreAutoConfiguration.class,
                        ConsumerAutoConfiguration.class))
                .withUserConfiguration(InMemoryEventStore.class, WithNoting.class)
                .withPropertyValues("orderflow.service=orders")
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(ConsumerLifecycle.class);
                    StreamId stream = TestCommits.newStream();

                    context.getBean(CommitStream.class)
                            .put(List.of(TestCommits.ofANewWriter().commit(stream, 1)));

                    assertThat(context.getBean(Noting.class).streams).containsExactly(stream);
                    assertThat(context.getBean(InMemoryCommitStream.class).failures())
                            .isEmpty();
                });
    }

    @Test
    void counts_what_happens() {
        MeterRegistry registry = new SimpleMeterRegistry();
        ConsumerMetrics metrics = new ConsumerMetrics(registry);
        ConsumerListeners all = new ConsumerListeners(List.of(metrics));
        Commit commit =
                TestCommits.ofANewWriter().commit(TestCommits.newStream(), 1).commit();

        all.applied(commit, Duration.ofMillis(5));
        all.duplicateDropped(commit);
        all.retried(commit.streamId(), new IllegalStateException());
        all.unknownSkipped(commit, "order.new.v1");
        all.parked(
                commit.streamId(), new Positions.Parking(Positions.Kind.GAP, "Version 1 is missing", 1, Instant.EPOCH));
        all.unparked(commit.streamId());

        assertThat(registry.get("orderflow.consumer.lag").timer().count()).isEqualTo(1);
        assertThat(registry.get("orderflow.consumer.duplicates").counter().count())
                .isEqualTo(1);
        assertThat(registry.get("orderflow.consumer.retries").counter().count()).isEqualTo(1);
        assertThat(registry.get("orderflow.consumer.unknown.events")
                        .tag("type", "order.new.v1")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("orderflow.consumer.parkings")
                        .tag("kind", "GAP")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("orderflow.consumer.unparkings").counter().count())
                .isEqualTo(1);
        assertThat(registry.get("orderflow.consumer.behind").gauge().value()).isZero();
    }

    @Test
    void the_library_is_quiet_unless_told_otherwise() {
        StandardEnvironment environment = new StandardEnvironment();
        System.setProperty("logging.level.software.amazon.awssdk", "DEBUG");
        try {
            new QuietLibraries().postProcessEnvironment(environment, null);

            assertThat(environment.getProperty("logging.level.software.amazon.kinesis"))
                    .isEqualTo("WARN");
            assertThat(environment.getProperty("logging.level.software.amazon.awssdk"))
                    .isEqualTo("DEBUG");
        } finally {
            System.clearProperty("logging.level.software.amazon.awssdk");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithNoting {
        @Bean
        Noting noting() {
            return new Noting();
        }
    }

    static final class Noting implements Subscriber {
        private final List<StreamId> streams = new ArrayList<>();

        @Override
        public String name() {
            return "noting";
        }

        @Override
        public boolean wants(String category) {
            return true;
        }

        @Override
        public void apply(StreamId stream, List<Commit> commits) {
            streams.add(stream);
        }
    }
}
