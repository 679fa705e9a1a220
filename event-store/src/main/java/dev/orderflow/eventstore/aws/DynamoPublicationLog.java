package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.PublicationLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/** Watermarks in a small table of their own; what was appended since, from the journal's index by writer. */
final class DynamoPublicationLog implements PublicationLog {
    private static final String SLOT = "slot";
    private static final String PUBLISHED_BEFORE = "publishedBefore";
    private static final String SAVED_AT = "savedAt";

    /** With commits of up to 400 KB at most 10 MB are held at once, below the 16 MB of one answer. */
    private static final int COMMITS_AT_ONCE = 25;

    private final DynamoDbClient dynamo;
    private final String table;
    private final DynamoJournal journal;

    DynamoPublicationLog(DynamoDbClient dynamo, String table, DynamoJournal journal) {
        this.dynamo = dynamo;
        this.table = table;
        this.journal = journal;
    }

    static CreateTableRequest tableRequest(String table) {
        return Tables.named(table)
                .attributeDefinitions(Tables.text(SLOT))
                .keySchema(Tables.hash(SLOT))
                .build();
    }

    @Override
    public Optional<Watermark> find(String slot) {
        var response = dynamo.getItem(get ->
                get.tableName(table).key(Map.of(SLOT, Attributes.text(slot))).consistentRead(true));
        return response.hasItem() ? Optional.of(watermark(response.item())) : Optional.empty();
    }

    /** A scan: there is one small item per slot that ever was. */
    @Override
    public List<Watermark> all() {
        return dynamo.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
                .map(DynamoPublicationLog::watermark)
                .toList();
    }

    @Override
    public void save(Watermark watermark) {
        dynamo.putItem(put -> put.tableName(table)
                .item(Map.of(
                        SLOT, Attributes.text(watermark.slot()),
                        PUBLISHED_BEFORE, Attributes.time(watermark.publishedBefore()),
                        SAVED_AT, Attributes.time(watermark.savedAt()))));
    }

    @Override
    public void appended(String slot, Instant from, Instant before, Consumer<StoredCommit> reader) {
        if (!from.isBefore(before)) {
            return;
        }
        PriorityQueue<Bucket> oldestFirst = new PriorityQueue<>(Comparator.comparing(Bucket::recordedAt));
        for (String bucket : WriterBuckets.of(slot)) {
            Bucket.open(keys(bucket, from, before)).ifPresent(oldestFirst::add);
        }
        List<Map<String, AttributeValue>> page = new ArrayList<>();
        while (!oldestFirst.isEmpty()) {
            Bucket oldest = oldestFirst.remove();
            page.add(oldest.key());
            oldest.next().ifPresent(oldestFirst::add);
            if (page.size() == COMMITS_AT_ONCE) {
                readInOrder(page, reader);
                page.clear();
            }
        }
        readInOrder(page, reader);
    }

    private Iterator<Map<String, AttributeValue>> keys(String bucket, Instant from, Instant before) {
        boolean bounded = !before.equals(Instant.MAX);
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":writer", Attributes.text(bucket));
        values.put(":from", Attributes.time(from));
        if (bounded) {
            // The range of a key condition includes its end, and text has no predecessor: the end is left out below.
            values.put(":before", Attributes.time(before));
        }
        String range = DynamoJournal.RECORDED_AT + (bounded ? " BETWEEN :from AND :before" : " >= :from");
        String end = bounded ? Attributes.micros(before) : "~";
        return dynamo
                .queryPaginator(query -> query.tableName(journal.table())
                        .indexName(DynamoJournal.BY_WRITER)
                        .keyConditionExpression(DynamoJournal.WRITER + " = :writer AND " + range)
                        .expressionAttributeValues(values))
                .items()
                .stream()
                .filter(entry ->
                        Attributes.text(entry, DynamoJournal.RECORDED_AT).compareTo(end) < 0)
                .iterator();
    }

    private void readInOrder(List<Map<String, AttributeValue>> keys, Consumer<StoredCommit> reader) {
        Map<Map<String, AttributeValue>, StoredCommit> found = new HashMap<>();
        new BatchReads(dynamo, journal.table())
                .read(keys, item -> found.put(DynamoJournal.keyOf(item), journal.stored(item)));
        for (Map<String, AttributeValue> key : keys) {
            StoredCommit stored = found.get(key);
            if (stored == null) {
                throw new IllegalStateException("The index of " + journal.table()
                        + " names a commit that is not there: " + key + "; a journal must never be deleted from");
            }
            reader.accept(stored);
        }
    }

    private static Watermark watermark(Map<String, AttributeValue> item) {
        return new Watermark(
                Attributes.text(item, SLOT), Attributes.time(item, PUBLISHED_BEFORE), Attributes.time(item, SAVED_AT));
    }

    /** One bucket's entries, oldest first, with the first one in hand. */
    private record Bucket(Map<String, AttributeValue> entry, Iterator<Map<String, AttributeValue>> rest) {
        static Optional<Bucket> open(Iterator<Map<String, AttributeValue>> entries) {
            return entries.hasNext() ? Optional.of(new Bucket(entries.next(), entries)) : Optional.empty();
        }

        Optional<Bucket> next() {
            return open(rest);
        }

        String recordedAt() {
            return Attributes.text(entry, DynamoJournal.RECORDED_AT);
        }

        Map<String, AttributeValue> key() {
            return DynamoJournal.keyOf(entry);
        }
    }
}
