package dev.orderflow.launcher.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.infra.engine.LocalEngines;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.record.Engines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What an engine forgets comes back byte for byte. */
class SavedStateIT {
    private static final String JOURNAL = "kept-journal";
    private static final String BUCKET = "kept-bucket";

    private final Engines engines = Engines.at(
            LocalEngines.forTests().dynamoDb(), LocalEngines.forTests().aws());

    @TempDir
    private Path folder;

    @BeforeEach
    void forgetEverything() {
        engines.dynamo()
                .listTables()
                .tableNames()
                .forEach(table -> engines.dynamo().deleteTable(delete -> delete.tableName(table)));
        engines.s3().listBuckets().buckets().forEach(bucket -> deleteBucket(bucket.name()));
    }

    @AfterEach
    void close() {
        engines.close();
    }

    @Test
    void items_of_every_kind_and_objects_with_their_metadata_come_back() {
        create();
        Map<String, AttributeValue> item = Map.ofEntries(
                Map.entry("streamId", AttributeValue.fromS("order-1")),
                Map.entry("writer", AttributeValue.fromS("orders-0#1")),
                Map.entry("payload", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1, 13, 10, 127}))),
                Map.entry("number", AttributeValue.fromN("12345678901234567890.5")),
                Map.entry("truth", AttributeValue.fromBool(true)),
                Map.entry("nothing", AttributeValue.fromNul(true)),
                Map.entry("names", AttributeValue.fromSs(List.of("a", "b"))),
                Map.entry("numbers", AttributeValue.fromNs(List.of("1", "2"))),
                Map.entry(
                        "list",
                        AttributeValue.fromL(List.of(AttributeValue.fromS("\u2028 \n"), AttributeValue.fromN("1")))),
                Map.entry("map", AttributeValue.fromM(Map.of("deep", AttributeValue.fromM(Map.of())))));
        engines.dynamo().putItem(put -> put.tableName(JOURNAL).item(item));
        for (int i = 0; i < 60; i++) {
            Map<String, AttributeValue> more =
                    Map.of("streamId", AttributeValue.fromS("more-" + i), "writer", AttributeValue.fromS("w"));
            engines.dynamo().putItem(put -> put.tableName(JOURNAL).item(more));
        }
        engines.s3()
                .putObject(
                        put -> put.bucket(BUCKET)
                                .key("day=1/a b.jsonl.gz")
                                .contentType("application/gzip")
                                .metadata(Map.of("records", "3")),
                        RequestBody.fromBytes(new byte[] {1, 2, 3}));

        SavedState state = loaded();
        assertThat(state.save()).isEqualTo(new SavedState.Size(61, 1));
        forgetEverything();
        SavedState.Size loaded = state.load();

        assertThat(loaded.items()).isEqualTo(61);
        assertThat(engines.dynamo()
                        .getItem(get -> get.tableName(JOURNAL)
                                .key(Map.of("streamId", AttributeValue.fromS("order-1")))
                                .consistentRead(true))
                        .item())
                .isEqualTo(item);
        assertThat(engines.dynamo()
                        .query(query -> query.tableName(JOURNAL)
                                .indexName("byWriter")
                                .keyConditionExpression("writer = :w")
                                .expressionAttributeValues(Map.of(":w", AttributeValue.fromS("w"))))
                        .count())
                .as("the index is there, too")
                .isEqualTo(60);
        var object = engines.s3().getObjectAsBytes(get -> get.bucket(BUCKET).key("day=1/a b.jsonl.gz"));
        assertThat(object.asByteArray()).containsExactly(1, 2, 3);
        assertThat(object.response().metadata()).containsEntry("records", "3");
        assertThat(object.response().contentType()).isEqualTo("application/gzip");
    }

    @Test
    void an_engine_that_forgot_nothing_is_left_alone() {
        create();
        put("first");
        SavedState state = loaded();
        state.save();
        put("second");

        assertThat(state.load()).isEqualTo(new SavedState.Size(0, 0));
        assertThat(engines.dynamo().scan(scan -> scan.tableName(JOURNAL)).count())
                .isEqualTo(2);
    }

    @Test
    void a_save_that_broke_off_leaves_the_one_before() throws Exception {
        create();
        put("first");
        SavedState state = loaded();
        state.save();
        // As a crash leaves it: the next one half written, and the last one moved out of its way.
        Files.createDirectories(folder.resolve("writing/tables"));
        Files.move(folder.resolve("saved"), folder.resolve("before"));
        forgetEverything();

        assertThat(state.load().items()).isEqualTo(1);
    }

    @Test
    void an_engine_that_forgot_everything_is_not_saved_over_what_it_forgot() {
        create();
        put("first");
        SavedState state = loaded();
        state.save();
        forgetEverything();
        create();
        put("in the empty one");

        assertThat(state.isLoaded()).isFalse();
        assertThatThrownBy(state::save).isInstanceOf(SuiteException.class).hasMessageContaining("started anew");
        assertThat(folder).isDirectoryNotContaining("glob:**writing");
        forgetEverything();
        assertThat(state.load().items()).isEqualTo(1);
        assertThat(streams()).containsExactly("first");
    }

    @Test
    void an_engine_that_was_loaded_from_elsewhere_is_not_saved(@TempDir Path elsewhere) {
        new SavedState(engines, elsewhere).load();

        assertThatThrownBy(new SavedState(engines, folder)::save).isInstanceOf(SuiteException.class);
    }

    @Test
    void what_a_crash_left_half_loaded_is_loaded_again() {
        create();
        put("first");
        put("second");
        SavedState state = loaded();
        state.save();
        forgetEverything();
        create();
        put("first");

        assertThat(state.load().items()).isEqualTo(2);
        assertThat(streams()).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void an_engine_without_buckets_comes_back() {
        create();
        put("first");
        deleteBucket(BUCKET);
        SavedState state = loaded();
        state.save();
        forgetEverything();

        assertThat(state.load()).isEqualTo(new SavedState.Size(1, 0));
    }

    @Test
    void where_nothing_was_saved_nothing_is_loaded() {
        assertThat(new SavedState(engines, folder).load()).isEqualTo(new SavedState.Size(0, 0));
    }

    private void put(String stream) {
        engines.dynamo()
                .putItem(put -> put.tableName(JOURNAL)
                        .item(Map.of("streamId", AttributeValue.fromS(stream), "writer", AttributeValue.fromS("w"))));
    }

    private SavedState loaded() {
        SavedState state = new SavedState(engines, folder);
        state.load();
        return state;
    }

    private List<String> streams() {
        return engines.dynamo().scan(scan -> scan.tableName(JOURNAL).consistentRead(true)).items().stream()
                .map(item -> item.get("streamId").s())
                .toList();
    }

    private void deleteBucket(String bucket) {
        engines.s3()
                .listObjectsV2(list -> list.bucket(bucket))
                .contents()
                .forEach(object -> engines.s3()
                        .deleteObject(delete -> delete.bucket(bucket).key(object.key())));
        engines.s3().deleteBucket(delete -> delete.bucket(bucket));
    }

    private void create() {
        engines.dynamo()
                .createTable(table -> table.tableName(JOURNAL)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(text("streamId"), text("writer"))
                        .keySchema(hash("streamId"))
                        .globalSecondaryIndexes(index -> index.indexName("byWriter")
                                .keySchema(hash("writer"))
                                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))));
        if (engines.s3().listBuckets().buckets().stream()
                .noneMatch(each -> each.name().equals(BUCKET))) {
            engines.s3().createBucket(create -> create.bucket(BUCKET));
        }
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement hash(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.HASH)
                .build();
    }
}
