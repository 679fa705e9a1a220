package dev.orderflow.e2e;

import static dev.orderflow.infra.templates.Template.list;
import static dev.orderflow.infra.templates.Template.map;

import dev.orderflow.infra.templates.Intrinsics;
import dev.orderflow.infra.templates.Template;
import dev.orderflow.launcher.record.Engines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** Makes on the embedded engines what the data stack makes on AWS: its tables from the template itself. */
record AsFromTheTemplates(Engines engines, URI miniStack) {
    private static final int SHARDS = 2;

    /** @param prefix before the name of each; may be empty */
    void tables(String prefix) {
        Template template = Template.of("data");
        Intrinsics intrinsics = new Intrinsics(template, Map.of("TablePrefix", prefix));
        for (Template.Resource resource : template.resources("AWS::DynamoDB::Table")) {
            Map<String, Object> table = map(intrinsics.resolve(resource.properties()));
            engines.dynamo().createTable(create -> {
                create.tableName(String.valueOf(table.get("TableName")))
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(keys(table.get("KeySchema")))
                        .attributeDefinitions(list(table.get("AttributeDefinitions")).stream()
                                .map(each -> AttributeDefinition.builder()
                                        .attributeName(text(each, "AttributeName"))
                                        .attributeType(text(each, "AttributeType"))
                                        .build())
                                .toList());
                List<GlobalSecondaryIndex> indexes = list(table.get("GlobalSecondaryIndexes")).stream()
                        .map(AsFromTheTemplates::index)
                        .toList();
                if (!indexes.isEmpty()) {
                    create.globalSecondaryIndexes(indexes);
                }
            });
        }
    }

    private static GlobalSecondaryIndex index(Object index) {
        return GlobalSecondaryIndex.builder()
                .indexName(text(index, "IndexName"))
                .keySchema(keys(map(index).get("KeySchema")))
                .projection(
                        projection -> projection.projectionType(text(map(index).get("Projection"), "ProjectionType")))
                .build();
    }

    private static List<KeySchemaElement> keys(Object schema) {
        return list(schema).stream()
                .map(each -> KeySchemaElement.builder()
                        .attributeName(text(each, "AttributeName"))
                        .keyType(text(each, "KeyType"))
                        .build())
                .toList();
    }

    private static String text(Object of, String name) {
        return String.valueOf(map(of).get(name));
    }

    /** Under the names that the services use by themselves. */
    void everythingElse() {
        engines.kinesis()
                .createStream(create -> create.streamName(Engines.STREAM).shardCount(SHARDS));
        engines.kinesis().waiter().waitUntilStreamExists(describe -> describe.streamName(Engines.STREAM));
        for (String bucket : List.of("orderflow-archive", "orderflow-snapshots", "orderflow-imports")) {
            engines.s3().createBucket(create -> create.bucket(bucket));
        }
        ask("sns", "Action=CreateTopic&Name=orderflow-back-office");
        ask("ses", "Action=VerifyEmailIdentity&EmailAddress=" + encoded("orders@orderflow.example"));
    }

    private void ask(String service, String form) {
        HttpRequest request = HttpRequest.newBuilder(miniStack)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=none")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(service + " answered " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
