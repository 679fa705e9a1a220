package dev.orderflow.eventstore.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.infra.engine.KinesisLocalEngine;
import dev.orderflow.infra.engine.LocalEngines;
import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.ProtocolNegotiation;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * One property takes a service from polling to enhanced fan-out, through everything that a service is wired with; what was
 * read before is not read again, and the stream knows the consumer by the name that a template can register.
 */
class RetrievalIT {
    private static final Duration GENEROUS = Duration.ofSeconds(120);
    /** A second try begins with nothing, like the first. */
    private final String prefix = TestCommits.unique("retrieval") + "-";

    private final Noting noting = new Noting();

    @Test
    void a_service_goes_on_by_fan_out_where_it_stopped_polling() {
        assumeTrue(
                KinesisLocalEngine.isAvailable(),
                "ENHANCED FAN-OUT IS NOT TESTED HERE: it needs kinesis-local, which needs Node 20 or newer on the path");
        TestCommits writer = TestCommits.ofANewWriter();
        StreamId order = new StreamId("order", "one");
        try (KinesisLocalEngine kinesis = KinesisLocalEngine.startEphemeral()) {
            service(kinesis, "polling").run(context -> {
                KinesisAsyncClient stream = context.getBean(KinesisAsyncClient.class);
                put(stream, writer.commit(order, 1));
                Await.until(GENEROUS, () -> noting.versions.equals(List.of(1L)));
                assertThat(registered(stream)).isEmpty();
            });

            service(kinesis, "fan-out").run(context -> {
                KinesisAsyncClient stream = context.getBean(KinesisAsyncClient.class);
                put(stream, writer.commit(order, 2));
                Await.until(GENEROUS, () -> noting.versions.contains(2L));
                assertThat(noting.versions).containsExactly(1L, 2L);
                // AWS::Kinesis::StreamConsumer of the same ConsumerName is this very consumer.
                assertThat(registered(stream)).containsExactly(prefix + "orders");
            });
        }
    }

    private ApplicationContextRunner service(KinesisLocalEngine kinesis, String retrieval) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AwsAutoConfiguration.class,
                        CredentialsProviderAutoConfiguration.class,
                        RegionProviderAutoConfiguration.class,
                        AwsClientsAutoConfiguration.class,
                        EventStoreAutoConfiguration.class,
                        ConsumerAutoConfiguration.class))
                .withBean(Noting.class, () -> noting)
                // AWS speaks HTTP/2 under a certificate that is known; this engine asks first, and made its own.
                .withBean("consumerHttpClient", SdkAsyncHttpClient.class, RetrievalIT::trusting)
                .withBean(KinesisClient.class, () -> publishing(kinesis.endpoint()))
                .withPropertyValues(
                        "spring.cloud.aws.region.static=" + LocalEngines.REGION,
                        "spring.cloud.aws.credentials.access-key=" + LocalEngines.CREDENTIAL,
                        "spring.cloud.aws.credentials.secret-key=" + LocalEngines.CREDENTIAL,
                        "spring.cloud.aws.endpoint=" + LocalEngines.forTests().aws(),
                        "spring.cloud.aws.dynamodb.endpoint="
                                + LocalEngines.forTests().dynamoDb(),
                        "spring.cloud.aws.kinesis.endpoint=" + kinesis.tlsEndpoint(),
                        "spring.cloud.aws.s3.path-style-access-enabled=true",
                        "orderflow.service=orders",
                        "orderflow.stream=" + prefix + "events",
                        "orderflow.table-prefix=" + prefix,
                        "orderflow.shards=1",
                        "orderflow.snapshot-bucket=" + prefix + "snapshots",
                        "orderflow.consumer.retrieval=" + retrieval);
    }

    /** What publishes and provisions needs no HTTP/2. */
    private static KinesisClient publishing(URI endpoint) {
        return KinesisClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(LocalEngines.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(LocalEngines.CREDENTIAL, LocalEngines.CREDENTIAL)))
                .build();
    }

    private static SdkAsyncHttpClient trusting() {
        return NettyNioAsyncHttpClient.builder()
                .protocol(Protocol.HTTP2)
                .protocolNegotiation(ProtocolNegotiation.ALPN)
                .buildWithDefaults(AttributeMap.builder()
                        .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true)
                        .build());
    }

    private void put(KinesisAsyncClient kinesis, StoredCommit commit) {
        kinesis.putRecord(put -> put.streamName(prefix + "events")
                        .partitionKey(commit.commit().streamId().toString())
                        .data(SdkBytes.fromByteArray(commit.bytes())))
                .join();
    }

    private List<String> registered(KinesisAsyncClient kinesis) {
        String arn = kinesis.describeStreamSummary(describe -> describe.streamName(prefix + "events"))
                .join()
                .streamDescriptionSummary()
                .streamARN();
        return kinesis.listStreamConsumers(list -> list.streamARN(arn)).join().consumers().stream()
                .map(Consumer::consumerName)
                .toList();
    }

    static final class Noting implements Subscriber {
        private final List<Long> versions = new CopyOnWriteArrayList<>();

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
            commits.forEach(commit -> versions.add(commit.firstVersion()));
        }
    }
}
