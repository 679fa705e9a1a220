package dev.orderflow.eventstore.aws.kcl;

import dev.orderflow.events.Commit;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.testing.Await;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.ProtocolNegotiation;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.utils.AttributeMap;

/** Clients for the engines of a test, and a stream with something in it. */
final class Engines implements AutoCloseable {
    final KinesisAsyncClient kinesis;
    final DynamoDbAsyncClient dynamo;

    Engines(URI kinesisEndpoint, URI dynamoEndpoint) {
        this.kinesis = at(kinesisEndpoint, KinesisAsyncClient.builder())
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
                .build();
        this.dynamo = at(dynamoEndpoint, DynamoDbAsyncClient.builder()).build();
    }

    private Engines(KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamo) {
        this.kinesis = kinesis;
        this.dynamo = dynamo;
    }

    /** With a Kinesis that pushes: HTTP/2 over TLS, under a certificate that the local engine made for itself. */
    static Engines fanningOut(URI kinesisTlsEndpoint, URI dynamoEndpoint) {
        SdkAsyncHttpClient http2 = NettyNioAsyncHttpClient.builder()
                .protocol(Protocol.HTTP2)
                .protocolNegotiation(ProtocolNegotiation.ALPN)
                .buildWithDefaults(AttributeMap.builder()
                        .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true)
                        .build());
        return new Engines(
                at(kinesisTlsEndpoint, KinesisAsyncClient.builder())
                        .httpClient(http2)
                        .build(),
                at(dynamoEndpoint, DynamoDbAsyncClient.builder()).build());
    }

    private static <B extends AwsClientBuilder<B, C>, C> B at(URI endpoint, B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    }

    void createStream(String name, int shards) {
        kinesis.createStream(request -> request.streamName(name).shardCount(shards))
                .join();
        Await.until(() -> kinesis.describeStreamSummary(request -> request.streamName(name))
                        .join()
                        .streamDescriptionSummary()
                        .streamStatus()
                == StreamStatus.ACTIVE);
    }

    void put(String stream, List<Commit> commits) {
        CommitCodec codec = CommitCodec.standard();
        for (int from = 0; from < commits.size(); from += 500) {
            List<PutRecordsRequestEntry> entries = new ArrayList<>();
            for (Commit commit : commits.subList(from, Math.min(commits.size(), from + 500))) {
                entries.add(PutRecordsRequestEntry.builder()
                        .partitionKey(commit.streamId().toString())
                        .data(SdkBytes.fromByteArrayUnsafe(codec.encode(commit)))
                        .build());
            }
            var answer = kinesis.putRecords(
                            request -> request.streamName(stream).records(entries))
                    .join();
            if (answer.records().stream().anyMatch(record -> record.errorCode() != null)) {
                throw new AssertionError("Not all were put: " + answer);
            }
        }
    }

    @Override
    public void close() {
        kinesis.close();
        dynamo.close();
    }

    /** Overwrites the checkpoint of every lease of an application that does not run. */
    void checkpointAllLeases(String leaseTable, String sequenceNumber) {
        for (var item :
                dynamo.scan(request -> request.tableName(leaseTable)).join().items()) {
            if (item.containsKey("checkpoint")) {
                dynamo.updateItem(request -> request.tableName(leaseTable)
                                .key(Map.of("leaseKey", item.get("leaseKey")))
                                .updateExpression("SET checkpoint = :checkpoint")
                                .expressionAttributeValues(Map.of(":checkpoint", AttributeValue.fromS(sequenceNumber))))
                        .join();
            }
        }
    }
}
