package dev.orderflow.eventstore.spring;

import io.awspring.cloud.autoconfigure.AwsClientProperties;
import io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer;
import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbProperties;
import io.awspring.cloud.autoconfigure.s3.properties.S3Properties;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The clients that the ports need. Endpoint, region and credentials come from {@code spring.cloud.aws.*}; DynamoDB, S3 and
 * Kinesis may each have another endpoint than the rest. All blocking clients share one pool of connections.
 * Each is made when it is first needed, so that tests on memory make none.
 */
@AutoConfiguration(
        after = {
            AwsAutoConfiguration.class,
            CredentialsProviderAutoConfiguration.class,
            RegionProviderAutoConfiguration.class
        },
        afterName = {
            "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration",
            "io.awspring.cloud.autoconfigure.s3.S3AutoConfiguration"
        })
@Lazy
@EnableConfigurationProperties({DynamoDbProperties.class, S3Properties.class})
public class AwsClientsAutoConfiguration {
    /** A busy instance has some 50 requests under way; what comes on top waits rather than load the engine more. */
    private static final int CONNECTIONS = 64;

    /** Within a region connecting takes milliseconds. */
    private static final Duration TO_CONNECT = Duration.ofSeconds(2);

    /** Longer than this for a free connection means overload: better an answer than a queue without end. */
    private static final Duration TO_GET_A_CONNECTION = Duration.ofSeconds(5);

    /** Far above any answer seen, so that an outcome is rarely in doubt; the SDK then tries again. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(5);

    /** All attempts of a call; well below the minute after which an append in doubt counts as never made. */
    private static final Duration TO_END = Duration.ofSeconds(20);

    /** Engines and load balancers close idle connections after a minute or more. */
    private static final Duration IDLE = Duration.ofSeconds(45);

    @Bean
    @ConditionalOnMissingBean
    SdkHttpClient awsHttpClient() {
        return ApacheHttpClient.builder()
                .maxConnections(CONNECTIONS)
                .connectionTimeout(TO_CONNECT)
                .connectionAcquisitionTimeout(TO_GET_A_CONNECTION)
                .socketTimeout(TO_ANSWER)
                .connectionMaxIdleTime(IDLE)
                .build();
    }

    /** Spring Cloud AWS applies it to every blocking client it makes, for SNS, SES or SQS too. */
    @Bean
    AwsSyncClientCustomizer sharedHttpClient(SdkHttpClient awsHttpClient) {
        return builder -> builder.httpClient(awsHttpClient);
    }

    @Bean
    @ConditionalOnMissingBean
    DynamoDbClient dynamoDbClient(ClientMaker maker, DynamoDbProperties properties) {
        return maker.make(DynamoDbClient.builder(), properties).build();
    }

    @Bean
    @ConditionalOnMissingBean
    KinesisClient kinesisClient(ClientMaker maker, KinesisClientProperties properties) {
        return maker.make(KinesisClient.builder(), properties).build();
    }

    @Bean
    @ConditionalOnMissingBean
    S3Client s3Client(ClientMaker maker, S3Properties properties) {
        return maker.make(S3Client.builder(), properties)
                .serviceConfiguration(properties.toS3Configuration())
                .build();
    }

    @Bean
    ClientMaker awsClientMaker(
            AwsClientBuilderConfigurer configurer,
            ObjectProvider<AwsConnectionDetails> connection,
            ObjectProvider<AwsSyncClientCustomizer> customizers) {
        return new ClientMaker(configurer, connection.getIfAvailable(), customizers);
    }

    @Bean
    @ConfigurationProperties("spring.cloud.aws.kinesis")
    KinesisClientProperties kinesisClientProperties() {
        return new KinesisClientProperties();
    }

    /** {@code spring.cloud.aws.kinesis.endpoint} and {@code .region}. */
    public static class KinesisClientProperties extends AwsClientProperties {}

    /** Applies what every blocking client has in common; services make the clients with it that only they need. */
    public record ClientMaker(
            AwsClientBuilderConfigurer configurer,
            @Nullable AwsConnectionDetails connection,
            ObjectProvider<AwsSyncClientCustomizer> customizers) {

        public <T extends AwsClientBuilder<T, ?>> T make(T builder, AwsClientProperties properties) {
            T configured = configurer.configureSyncClient(
                    builder, properties, connection, Stream.empty(), customizers.orderedStream());
            // The user agent that Spring Cloud AWS put there stays.
            return configured.overrideConfiguration(configured.overrideConfiguration().toBuilder()
                    .apiCallTimeout(TO_END)
                    .build());
        }
    }
}
