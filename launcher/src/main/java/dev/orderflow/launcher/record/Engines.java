package dev.orderflow.launcher.record;

import dev.orderflow.launcher.Layout;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Clients of the local engines, past every service of ours.
 *
 * @param changes what happened to DynamoDB's tables, where their change streams are switched on
 */
public record Engines(DynamoDbClient dynamo, DynamoDbStreamsClient changes, KinesisClient kinesis, S3Client s3)
        implements AutoCloseable {
    /** As every service calls it where nothing else is set, and nothing else is set here. */
    public static final String STREAM = "order-events";

    public static Engines of(Layout layout) {
        return at(layout.dynamoDb(), layout.miniStack());
    }

    /** @param http stays open when these clients are closed */
    public static Engines of(Layout layout, SdkHttpClient http) {
        return at(layout.dynamoDb(), layout.miniStack(), http);
    }

    /** @param aws everything but DynamoDB */
    public static Engines at(URI dynamoDb, URI aws) {
        return at(dynamoDb, aws, UrlConnectionHttpClient.create());
    }

    private static Engines at(URI dynamoDb, URI aws, SdkHttpClient http) {
        return new Engines(
                local(DynamoDbClient.builder(), dynamoDb, http).build(),
                local(DynamoDbStreamsClient.builder(), dynamoDb, http).build(),
                local(KinesisClient.builder(), aws, http).build(),
                local(S3Client.builder().forcePathStyle(true), aws, http).build());
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B local(
            B builder, URI endpoint, SdkHttpClient http) {
        return builder.endpointOverride(endpoint)
                .httpClient(http)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    }

    @Override
    public void close() {
        dynamo.close();
        changes.close();
        kinesis.close();
        s3.close();
    }
}
