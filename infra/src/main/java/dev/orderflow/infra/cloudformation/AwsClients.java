package dev.orderflow.infra.cloudformation;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What the deployer talks to. */
public record AwsClients(CloudFormationClient cloudFormation, S3Client s3) implements AutoCloseable {

    /**
     * Endpoint, region and credentials as for every program of the SDK: {@code AWS_ENDPOINT_URL} for an emulator,
     * {@code AWS_REGION}, {@code AWS_PROFILE}, and so on.
     */
    public static AwsClients ofSurroundings() {
        boolean emulator = System.getenv("AWS_ENDPOINT_URL") != null || System.getenv("AWS_ENDPOINT_URL_S3") != null;
        return new AwsClients(
                CloudFormationClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build(),
                S3Client.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        // An emulator has one host name; AWS wants the bucket's name in front of its own.
                        .forcePathStyle(emulator)
                        .build());
    }

    /** An emulator that lets everybody in. */
    public static AwsClients at(URI endpoint, Region region) {
        var anybody = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        return new AwsClients(
                CloudFormationClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .endpointOverride(endpoint)
                        .region(region)
                        .credentialsProvider(anybody)
                        .build(),
                S3Client.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .endpointOverride(endpoint)
                        .region(region)
                        .credentialsProvider(anybody)
                        .forcePathStyle(true)
                        .build());
    }

    @Override
    public void close() {
        cloudFormation.close();
        s3.close();
    }
}
