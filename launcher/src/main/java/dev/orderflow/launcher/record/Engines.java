package dev.orderflow.launcher.record;

import dev.orderflow.launcher.Layout;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients of the local engines, for looking only. */
public record Engines(DynamoDbClient dynamo, KinesisClient kinesis, S3Client s3) implements AutoCloseable {

    public static Engines of(Layout layout) {
        return at(layout.dynamoDb(), layout.miniStack());
    }

    /** @param aws everything but DynamoDB */
    public static Engines at(URI dynamoDb, URI aws) {
        return new Engines(
                local(DynamoDbClient.builder().endpointOverride(dynamoDb))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build(),
                local(KinesisClient.builder().endpointOverride(aws))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build(),
                local(S3Client.builder().endpointOverride(aws).forcePathStyle(true))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build());
    }

    private static <B extends AwsClientBuilder<B, ?>> B local(B builder) {
        return builder.region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    }

    @Override
    public void close() {
        dynamo.close();
        kinesis.close();
        s3.close();
    }
}
