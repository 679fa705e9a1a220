package dev.orderflow.eventstore.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.aws.kcl.ConsumerStatus.Phase;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.EngineConnection;
import dev.orderflow.eventstore.testing.EngineProperties;
import dev.orderflow.eventstore.testing.TestCommits;
import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;

/** A service that declares a subscriber gets what it appended itself, through the stream, on real engines. */
class ConsumerAutoConfigurationIT {
    /** A second try begins with nothing, like the first. */
    private final String prefix = TestCommits.unique("consume") + "-";

    private static final Duration GENEROUS = Duration.ofSeconds(90);

    private final Noting noting = new Noting();
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ServiceConnectionAutoConfiguration.class,
                    AwsAutoConfiguration.class,
                    CredentialsProviderAutoConfiguration.class,
                    RegionProviderAutoConfiguration.class,
                    AwsClientsAutoConfiguration.class,
                    EventStoreAutoConfiguration.class,
                    ConsumerAutoConfiguration.class))
            .withBean(Noting.class, () -> noting)
            .withUserConfiguration(EngineConnection.class)
            .withPropertyValues("orderflow.service=orders")
            .withPropertyValues(
                    EngineProperties.pairs(EngineProperties.under(prefix)).toArray(String[]::new));

    @Test
    void what_is_appended_comes_to_the_subscriber_also_over_a_restart_of_the_lifecycle() {
        runner.run(context -> {
            ConsumerLifecycle lifecycle = context.getBean(ConsumerLifecycle.class);
            StreamId first = append(context.getBean(Publication.class), context.getBean(Journal.class));
            Await.until(GENEROUS, () -> noting.streams.contains(first));

            var health = context.getBean(ConsumerHealthIndicator.class).health();
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsEntry("phase", Phase.RUNNING);

            lifecycle.stop();
            assertThat(context.getBean(Positions.class).find(List.of(first)))
                    .containsEntry(first, new Positions.Position(1, null));
            assertThat(context.getBean(ConsumerHealthIndicator.class).health().getStatus())
                    .isEqualTo(Status.OUT_OF_SERVICE);

            lifecycle.start();
            StreamId second = append(context.getBean(Publication.class), context.getBean(Journal.class));
            Await.until(GENEROUS, () -> noting.streams.contains(second));
            assertThat(noting.streams).containsExactly(first, second);
        });
    }

    private static StreamId append(Publication publication, Journal journal) {
        StreamId stream = TestCommits.newStream();
        StoredCommit commit = TestCommits.ofANewWriter().commit(stream, 1);
        try (Publication.Ticket ticket = publication.open(stream)) {
            ticket.appending(commit);
            journal.append(commit);
            ticket.appended();
        }
        return stream;
    }

    static final class Noting implements Subscriber {
        private final List<StreamId> streams = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "noting";
        }

        @Override
        public boolean wants(String category) {
            return category.equals("order");
        }

        @Override
        public void apply(StreamId stream, List<Commit> commits) {
            streams.add(stream);
        }
    }
}
