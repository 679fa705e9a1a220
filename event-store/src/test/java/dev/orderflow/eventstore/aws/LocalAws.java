package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.infra.engine.LocalEngines;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The adapters on the real local engines, shared by all tests of a run, under names of this run's own. */
final class LocalAws {
    private static final SdkHttpClient HTTP =
            ApacheHttpClient.builder().maxConnections(64).build();

    static final DynamoDbClient DYNAMO = local(
                    DynamoDbClient.builder(), LocalEngines.forTests().dynamoDb())
            .httpClient(HTTP)
            .build();

    private static final String PREFIX = TestCommits.unique("it") + "-";

    private LocalAws() {}

    static DynamoDbClient dynamoWithBackups() {
        return local(DynamoDbClient.builder(), LocalEngines.forTests().dynamoDbWithBackups())
                .httpClient(HTTP)
                .build();
    }

    static KinesisClient kinesis() {
        return local(KinesisClient.builder(), LocalEngines.forTests().aws())
                .httpClient(HTTP)
                .build();
    }

    static S3Client s3() {
        return local(S3Client.builder(), LocalEngines.forTests().aws())
                .httpClient(HTTP)
                .forcePathStyle(true)
                .build();
    }

    /** For the tests that need nothing but DynamoDB, so that they start nothing else. */
    static AwsEngines dynamoOnly(String service) {
        return engines(service, DYNAMO, null, null);
    }

    static AwsEngines all(String service) {
        return engines(service, DYNAMO, kinesis(), s3());
    }

    static AwsEngines engines(String service, DynamoDbClient dynamo, KinesisClient kinesis, S3Client s3) {
        return new AwsEngines(
                new AwsEngines.Names(service, PREFIX, PREFIX + "stream", PREFIX + "snapshots"),
                new Provisioning(true, dynamo, kinesis, s3),
                dynamo,
                kinesis,
                s3);
    }

    static String prefix() {
        return PREFIX;
    }

    private static <T extends AwsClientBuilder<T, ?>> T local(T builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(LocalEngines.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(LocalEngines.CREDENTIAL, LocalEngines.CREDENTIAL)));
    }
}
