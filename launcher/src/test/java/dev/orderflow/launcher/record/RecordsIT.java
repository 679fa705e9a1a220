package dev.orderflow.launcher.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.ImportEvent;
import dev.orderflow.events.Money;
import dev.orderflow.events.NotificationEvent.Channel;
import dev.orderflow.events.NotificationEvent.NotificationFailed;
import dev.orderflow.events.NotificationEvent.NotificationRequested;
import dev.orderflow.events.NotificationEvent.NotificationSent;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.infra.engine.LocalEngines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The demo's judge must itself see what is there, and what is not. */
class RecordsIT {
    private static final CommitCodec CODEC = CommitCodec.standard();
    private static final Instant T0 = Instant.parse("2026-01-05T10:00:00Z");
    private static final String STREAM = "records-it";

    private static final Commit PLACED = commit(
            1,
            T0,
            new OrderEvent.OrderPlaced(
                    "o-1", "c-1", "k-1", "digest", T0, List.of(), new Money(100, "GBP"), "tok_approve", null, null));
    private static final Commit PAID = commit(2, T0.plusSeconds(1), new OrderEvent.OrderPaid("o-1", "p-1"));
    private static final Commit COMPLETED = commit(3, T0.plusSeconds(3), new OrderEvent.OrderCompleted("o-1"));

    private static final StreamId LETTER = new StreamId("notification", "n-1");
    private static final Commit LETTER_ASKED_FOR = commit(
            LETTER,
            1,
            T0.plusSeconds(4),
            new NotificationRequested("n-1", "o-1", Channel.EMAIL, "ada@example.test", "On its way", "o-1@3"));

    private static Engines engines;

    @BeforeAll
    static void start() {
        LocalEngines local = LocalEngines.forTests();
        engines = Engines.at(local.dynamoDb(), local.aws());
    }

    @AfterAll
    static void stop() {
        engines.close();
    }

    @Test
    void an_order_is_what_its_journal_tells() {
        engines.dynamo()
                .createTable(table -> table.tableName(Journals.OF_ORDERS)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(
                                attribute("streamId", ScalarAttributeType.S),
                                attribute("firstVersion", ScalarAttributeType.N))
                        .keySchema(key("streamId", KeyType.HASH), key("firstVersion", KeyType.RANGE)));
        // Not in order, to see that reading brings order.
        List.of(COMPLETED, PLACED, PAID).forEach(RecordsIT::append);

        JournalRecord record = JournalRecord.read(new Journals(engines.dynamo()), T0.plusSeconds(1));

        OrderRecord order = record.orders().get("o-1");
        assertThat(order.end().orElseThrow().status()).isEqualTo("COMPLETED");
        assertThat(order.paid()).isTrue();
        assertThat(order.acceptToEnd().orElseThrow()).isCloseTo(Duration.ofSeconds(3), Duration.ofMillis(1));
        assertThat(new Journals(engines.dynamo()).order("o-1")).contains(order);
        assertThat(new Journals(engines.dynamo()).order("o-2")).isEmpty();
        assertThat(record.commits()).hasSize(3);
        assertThat(record.eventsSince()).isEqualTo(2);
        assertThat(record.ordersUnderWay()).isZero();
    }

    @Test
    void a_customer_is_told_by_a_letter_that_was_sent_and_by_no_other() {
        Commit refused = commit(LETTER, 2, T0, new NotificationFailed("n-1", "o-1", "no such sender"));
        Commit sent = commit(LETTER, 2, T0, new NotificationSent("n-1", "o-1", "message-1"));

        assertThat(notToldOnce()).isEqualTo(1);
        assertThat(notToldOnce(LETTER_ASKED_FOR)).isEqualTo(1);
        assertThat(notToldOnce(LETTER_ASKED_FOR, refused)).isEqualTo(1);
        assertThat(notToldOnce(LETTER_ASKED_FOR, sent)).isZero();
    }

    @Test
    void a_customer_who_is_told_twice_is_not_told_once() {
        StreamId second = new StreamId("notification", "n-2");
        Commit asked = commit(
                second,
                1,
                T0,
                new NotificationRequested("n-2", "o-1", Channel.EMAIL, "ada@example.test", "Again", "x"));

        assertThat(notToldOnce(
                        LETTER_ASKED_FOR,
                        commit(LETTER, 2, T0, new NotificationSent("n-1", "o-1", "message-1")),
                        asked,
                        commit(second, 2, T0, new NotificationSent("n-2", "o-1", "message-2"))))
                .isEqualTo(1);
    }

    private static long notToldOnce(Commit... letters) {
        List<Commit> commits = new ArrayList<>(List.of(PLACED, PAID, COMPLETED));
        commits.addAll(List.of(letters));
        return JournalRecord.of(commits, T0).customersNotToldOnce();
    }

    @Test
    void an_import_is_under_way_between_its_first_rows_and_its_end() {
        var started = new ImportEvent.ImportStarted("i-1", "operator", "s3://imports/i-1", "digest", 9, true, true);
        var rows = new ImportEvent.RowsProcessed("i-1", 1, 5, List.of(), List.of());
        var ended = new ImportEvent.ImportCompleted("i-1", 9, 1, 0);

        ImportRecord record = ImportRecord.UNKNOWN.with(commit(1, T0, started));
        assertThat(record.isUnderWay()).isFalse();
        record = record.with(commit(2, T0, rows));
        assertThat(record.isUnderWay()).isTrue();
        assertThat(record.with(commit(3, T0, ended)).isUnderWay()).isFalse();
    }

    @Test
    void the_stream_is_read_to_its_end_and_a_repeated_record_counts_once() {
        engines.kinesis().createStream(create -> create.streamName(STREAM).shardCount(2));
        engines.kinesis().waiter().waitUntilStreamExists(describe -> describe.streamName(STREAM));
        for (Commit commit : List.of(PLACED, PAID, PAID, COMPLETED)) {
            engines.kinesis()
                    .putRecord(put -> put.streamName(STREAM)
                            .partitionKey(commit.streamId().toString())
                            .data(SdkBytes.fromByteArray(CODEC.encode(commit))));
        }

        assertThat(new StreamContents(engines.kinesis(), STREAM).commits())
                .containsExactlyInAnyOrder(key(1), key(2), key(3));
    }

    @Test
    void the_archive_is_read_line_by_line() throws IOException {
        assertThat(new ArchiveContents(engines.s3()).commits()).isEmpty();
        engines.s3().createBucket(create -> create.bucket(ArchiveContents.BUCKET));
        archive("a.jsonl.gz", line(PLACED), line(PAID));
        archive("b.jsonl.gz", line(PAID), "{\"shardId\":\"s\",\"bytes\":\"AAAA\"}");

        assertThat(new ArchiveContents(engines.s3()).commits()).containsExactlyInAnyOrder(key(1), key(2));
    }

    private static String line(Commit commit) {
        return "{\"shardId\":\"s\",\"sequenceNumber\":\"1\",\"commit\":" + CODEC.encodeToText(commit) + "}";
    }

    private static void archive(String key, String... lines) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        engines.s3()
                .putObject(
                        put -> put.bucket(ArchiveContents.BUCKET).key("commits/" + key),
                        RequestBody.fromBytes(bytes.toByteArray()));
    }

    private static CommitKey key(long version) {
        return new CommitKey(PLACED.streamId(), version);
    }

    private static void append(Commit commit) {
        engines.dynamo()
                .putItem(put -> put.tableName(Journals.OF_ORDERS)
                        .item(Map.of(
                                "streamId",
                                        AttributeValue.fromS(commit.streamId().toString()),
                                "firstVersion", AttributeValue.fromN(Long.toString(commit.firstVersion())),
                                "payload", AttributeValue.fromB(SdkBytes.fromByteArray(CODEC.encode(commit))))));
    }

    private static Commit commit(long version, Instant at, DomainEvent event) {
        return commit(new StreamId("order", "o-1"), version, at, event);
    }

    private static Commit commit(StreamId stream, long version, Instant at, DomainEvent event) {
        var metadata = new CommitMetadata("commit-" + version, at, "orders-0", "correlation", "cause", null);
        return new Commit(stream, version, List.of(event), metadata);
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
