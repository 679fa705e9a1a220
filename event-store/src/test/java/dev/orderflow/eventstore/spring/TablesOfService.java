package dev.orderflow.eventstore.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.eventstore.aws.AwsEngines;
import dev.orderflow.eventstore.aws.Provisioning;
import dev.orderflow.eventstore.aws.kcl.ConsumerLeases;
import dev.orderflow.eventstore.testing.TableShape;
import dev.orderflow.infra.cloudformation.TemplateFile;
import dev.orderflow.infra.engine.ProjectFolders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;

/**
 * The tables that a service asks for, held against those of the template that makes them on AWS. The service is wired as in
 * production, on engines that only write down what they are asked for, and not started.
 */
public final class TablesOfService {
    private final Map<String, TableShape> requested = new LinkedHashMap<>();
    private final Map<String, TableShape> templated = new LinkedHashMap<>();

    /** @param application whose component scan and configuration are the service's */
    public static TablesOfService wired(Class<?> application) {
        return wired(application, List.of());
    }

    /**
     * @param more configuration classes, for what else the service calls while it is wired
     * @param arguments such as {@code --name=value}
     */
    public static TablesOfService wired(Class<?> application, List<Class<?>> more, String... arguments) {
        List<Class<?>> sources = new ArrayList<>(List.of(application, OnPaper.class));
        sources.addAll(more);
        List<String> all = new ArrayList<>(List.of(
                "--orderflow.provision=true",
                "--spring.cloud.aws.region.static=eu-west-1",
                "--spring.cloud.aws.credentials.access-key=none",
                "--spring.cloud.aws.credentials.secret-key=none",
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=http://127.0.0.1:9",
                "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:9/keys",
                "--server.port=0"));
        all.addAll(List.of(arguments));
        try (var context =
                new SpringApplicationBuilder(sources.toArray(Class<?>[]::new)).run(all.toArray(String[]::new))) {
            // Only instances that claim their slot ask for its table.
            context.getBean(AwsEngines.class).slotClaims();
            List<CreateTableRequest> requests =
                    new ArrayList<>(context.getBean(Tables.class).requested.values());
            // Made by its consumer, which has not been started.
            requests.add(ConsumerLeases.tableRequest(ConsumerAutoConfiguration.settings(
                    context.getBean(OrderflowProperties.class),
                    context.getBean(InstanceSlot.class),
                    context.getBean(ConsumerProperties.class),
                    context.getBean(Provisioning.class),
                    true)));
            return new TablesOfService(requests);
        }
    }

    private TablesOfService(List<CreateTableRequest> requests) {
        requests.forEach(request -> requested.put(request.tableName(), TableShape.of(request)));
        TemplateFile.of(ProjectFolders.find().root(), "data").ofType("AWS::DynamoDB::Table").stream()
                .map(table -> TableShape.of(table.properties()))
                .forEach(table -> templated.put(table.name(), table));
    }

    /** The template has each table that the service asks for, as it asks for it, and no other with the service's name. */
    public void areThoseOfTheTemplate(String service) {
        List<TableShape> ofTemplate = templated.values().stream()
                .filter(table ->
                        requested.containsKey(table.name()) || table.name().startsWith(service + "-"))
                .toList();
        assertThat(ofTemplate).containsExactlyInAnyOrderElementsOf(requested.values());
    }

    /** Beside the tables of these services the template has none but those that this service asks for, too. */
    public void areAllThatAreShared(List<String> services) {
        assertThat(templated.keySet().stream()
                        .filter(name -> services.stream().noneMatch(service -> name.startsWith(service + "-"))))
                .isSubsetOf(requested.keySet());
    }

    /**
     * No table is there before it was asked for. Items are kept, since a service announces its read models while it is wired
     * and looks them up.
     */
    static final class Tables implements DynamoDbClient {
        private final Map<String, CreateTableRequest> requested = new LinkedHashMap<>();
        private final Map<String, Map<String, AttributeValue>> items = new HashMap<>();

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            items.put(request.tableName() + request.item().get("id"), request.item());
            return PutItemResponse.builder().build();
        }

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            return GetItemResponse.builder()
                    .item(items.get(request.tableName() + request.key().get("id")))
                    .build();
        }

        @Override
        public QueryResponse query(QueryRequest request) {
            return QueryResponse.builder().items(List.of()).build();
        }

        @Override
        public CreateTableResponse createTable(CreateTableRequest request) {
            requested.put(request.tableName(), request);
            return CreateTableResponse.builder().build();
        }

        @Override
        public DescribeTableResponse describeTable(DescribeTableRequest request) {
            CreateTableRequest table = requested.get(request.tableName());
            if (table == null) {
                throw ResourceNotFoundException.builder().build();
            }
            return DescribeTableResponse.builder()
                    .table(found -> found.tableStatus(TableStatus.ACTIVE)
                            .globalSecondaryIndexes(table.globalSecondaryIndexes().stream()
                                    .map(index -> GlobalSecondaryIndexDescription.builder()
                                            .indexName(index.indexName())
                                            .build())
                                    .toList()))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    /** A stream and every bucket: what they are asked for is not looked at here. */
    @Configuration(proxyBeanMethods = false)
    static class OnPaper {
        @Bean
        Tables dynamoDbClient() {
            return new Tables();
        }

        @Bean
        KinesisClient kinesisClient() {
            return new KinesisClient() {
                @Override
                public DescribeStreamSummaryResponse describeStreamSummary(DescribeStreamSummaryRequest request) {
                    return DescribeStreamSummaryResponse.builder()
                            .streamDescriptionSummary(stream -> stream.streamStatus(StreamStatus.ACTIVE))
                            .build();
                }

                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public void close() {}
            };
        }

        @Bean
        S3Client s3Client() {
            return new S3Client() {
                @Override
                public HeadBucketResponse headBucket(HeadBucketRequest request) {
                    return HeadBucketResponse.builder().build();
                }

                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public void close() {}
            };
        }

        /** Spring asks for it by this name: nothing is started, so nothing publishes, consumes or listens. */
        @Bean
        LifecycleProcessor lifecycleProcessor() {
            return new LifecycleProcessor() {
                @Override
                public void onRefresh() {}

                @Override
                public void onClose() {}

                @Override
                public void start() {}

                @Override
                public void stop() {}

                @Override
                public boolean isRunning() {
                    return false;
                }
            };
        }
    }
}
