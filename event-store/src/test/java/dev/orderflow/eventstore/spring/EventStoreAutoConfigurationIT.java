package dev.orderflow.eventstore.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.aws.AwsEngines;
import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.CommitStream;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.publication.PublicationLog;
import dev.orderflow.eventstore.publication.Publisher;
import dev.orderflow.eventstore.snapshot.Snapshots;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.EngineConnection;
import dev.orderflow.eventstore.testing.EngineProperties;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.ViewTransactions;
import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** A service that declares nothing but its name works, on engines where nothing has been prepared. */
class EventStoreAutoConfigurationIT {
    private static final String PREFIX = TestCommits.unique("auto") + "-";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ServiceConnectionAutoConfiguration.class,
                    AwsAutoConfiguration.class,
                    CredentialsProviderAutoConfiguration.class,
                    RegionProviderAutoConfiguration.class,
                    AwsClientsAutoConfiguration.class,
                    EventStoreAutoConfiguration.class))
            .withUserConfiguration(EngineConnection.class)
            .withPropertyValues("orderflow.service=orders")
            .withPropertyValues(
                    EngineProperties.pairs(EngineProperties.under(PREFIX)).toArray(String[]::new));

    @Test
    void every_port_is_a_bean_and_an_appended_commit_reaches_the_stream() {
        runner.run(context -> {
            assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(InstantSource.class)
                    .hasSingleBean(PublicationLog.class)
                    .hasSingleBean(CommitStream.class)
                    .hasSingleBean(Publisher.class)
                    .hasSingleBean(Positions.class)
                    .hasSingleBean(ParkedStreams.class)
                    .hasSingleBean(ViewFactory.class)
                    .hasSingleBean(ViewTransactions.class)
                    .hasSingleBean(Snapshots.class)
                    .hasSingleBean(AwsEngines.class);
            StreamId stream = TestCommits.newStream();
            Publication publication = context.getBean(Publication.class);
            assertThat(publication.slot()).isEqualTo("orders-0");

            StoredCommit commit = TestCommits.ofANewWriter().commit(stream, 1);
            try (Publication.Ticket ticket = publication.open(stream)) {
                ticket.appending(commit);
                context.getBean(Journal.class).append(commit);
                ticket.appended();
            }

            KinesisClient kinesis = context.getBean(KinesisClient.class);
            Await.until(() -> published(kinesis).contains(stream.toString()));
            assertThat(context.getBean(Journal.class).load(stream)).containsExactly(commit);
        });
    }

    @Test
    void another_instance_finds_everything_prepared() {
        runner.run(context -> assertThat(context).hasNotFailed());
        runner.withPropertyValues("orderflow.slot=1").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(Publication.class).slot()).isEqualTo("orders-1");
        });
    }

    @Test
    void instances_that_nobody_numbers_claim_slots_of_their_own() {
        var unnumbered = runner.withPropertyValues(
                "orderflow.slot=auto",
                "orderflow.service=" + TestCommits.unique("s").replaceAll("[^a-z]", "x"));
        unnumbered.run(first -> {
            assertThat(first).hasNotFailed();
            assertThat(first.getBean(Publication.class).slot()).endsWith("-0");
            unnumbered.run(second ->
                    assertThat(second.getBean(Publication.class).slot()).endsWith("-1"));
            unnumbered.run(third -> assertThat(third.getBean(Publication.class).slot())
                    .as("given back")
                    .endsWith("-1"));
        });
    }

    @Test
    void without_provisioning_nothing_is_created() {
        runner.withPropertyValues("orderflow.provision=false", "orderflow.table-prefix=" + PREFIX + "none-")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("non-existent table"));
    }

    private static List<String> published(KinesisClient kinesis) {
        return kinesis.listShards(list -> list.streamName(PREFIX + "events")).shards().stream()
                .flatMap(shard -> {
                    String iterator = kinesis.getShardIterator(get -> get.streamName(PREFIX + "events")
                                    .shardId(shard.shardId())
                                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                            .shardIterator();
                    return kinesis.getRecords(get -> get.shardIterator(iterator)).records().stream();
                })
                .map(record -> record.partitionKey())
                .toList();
    }
}
