package dev.orderflow.eventstore.aws;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.archive.StreamHistories;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * One item per commit, key (stream id, first version), with the place of the record that brought it first. Never changed,
 * so that the answer to a repeated question stays the same: what is there is only read again where an insertion was refused.
 */
final class DynamoStreamHistories implements StreamHistories {
    private static final String STREAM = "streamId";
    private static final String VERSION = "firstVersion";
    private static final String COMMIT = "commit";
    private static final String PLACE = "place";

    private final DynamoDbClient dynamo;
    private final String table;
    private final String insert;
    private final BatchStatements statements;
    private final BatchReads reads;

    DynamoStreamHistories(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
        this.insert = "INSERT INTO \"%s\" VALUE {'%s': ?, '%s': ?, '%s': ?, '%s': ?}"
                .formatted(table, STREAM, VERSION, COMMIT, PLACE);
        this.statements = new BatchStatements(dynamo);
        this.reads = new BatchReads(dynamo, table);
    }

    static CreateTableRequest tableRequest(String table) {
        return Tables.named(table)
                .attributeDefinitions(Tables.text(STREAM), Tables.number(VERSION))
                .keySchema(Tables.hash(STREAM), Tables.range(VERSION))
                .build();
    }

    @Override
    public List<Kept> keep(List<ArchivedRecord> commits) {
        Map<Key, ArchivedRecord> first = new LinkedHashMap<>();
        commits.forEach(commit -> first.putIfAbsent(Key.of(commit), commit));
        Map<Key, Standing> standing = insert(first);
        List<Key> others = first.keySet().stream()
                .filter(key -> !standing.containsKey(key))
                .toList();
        reads.read(
                others.stream().map(Key::attributes).toList(), item -> standing.put(Key.of(item), Standing.of(item)));
        return commits.stream()
                .map(commit -> kept(commit, standing.get(Key.of(commit))))
                .toList();
    }

    /** @return those that were not there yet */
    private Map<Key, Standing> insert(Map<Key, ArchivedRecord> records) {
        List<Key> keys = List.copyOf(records.keySet());
        List<Boolean> inserted = statements.run(keys.stream()
                .map(key -> insertion(key, Objects.requireNonNull(records.get(key))))
                .toList());
        Map<Key, Standing> standing = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            if (inserted.get(i)) {
                standing.put(keys.get(i), Standing.of(Objects.requireNonNull(records.get(keys.get(i)))));
            }
        }
        return standing;
    }

    private BatchStatementRequest insertion(Key key, ArchivedRecord record) {
        return BatchStatementRequest.builder()
                .statement(insert)
                .parameters(
                        Attributes.text(key.stream()),
                        Attributes.number(key.version()),
                        Attributes.bytes(record.record().data()),
                        Attributes.text(record.place()))
                .build();
    }

    private Kept kept(ArchivedRecord record, @Nullable Standing standing) {
        if (standing == null) {
            throw new IllegalStateException("Table " + table + " refused " + record.header()
                    + " and does not have it; is somebody deleting there?");
        }
        if (standing.place().equals(record.place())) {
            return Kept.FIRST;
        }
        return Arrays.equals(standing.commit(), record.record().data()) ? Kept.REPEATED : Kept.CONFLICT;
    }

    @Override
    public List<KeptCommit> read(StreamId stream, long fromVersion, int limit) {
        return dynamo
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(STREAM + " = :stream AND " + VERSION + " >= :from")
                        .expressionAttributeValues(Map.of(
                                ":stream", Attributes.text(stream.toString()),
                                ":from", Attributes.number(fromVersion)))
                        .limit(limit))
                .items()
                .stream()
                .limit(limit)
                .map(item -> new KeptCommit(Attributes.number(item, VERSION), Attributes.bytes(item, COMMIT)))
                .toList();
    }

    private record Key(String stream, long version) {
        static Key of(ArchivedRecord record) {
            var header = Objects.requireNonNull(record.header(), "a record that is no commit has no place here");
            return new Key(header.streamId().toString(), header.firstVersion());
        }

        static Key of(Map<String, AttributeValue> item) {
            return new Key(Attributes.text(item, STREAM), Attributes.number(item, VERSION));
        }

        Map<String, AttributeValue> attributes() {
            return Map.of(STREAM, Attributes.text(stream), VERSION, Attributes.number(version));
        }
    }

    /** What took a version first. */
    private record Standing(String place, byte[] commit) {
        static Standing of(ArchivedRecord record) {
            return new Standing(record.place(), record.record().data());
        }

        static Standing of(Map<String, AttributeValue> item) {
            return new Standing(Attributes.text(item, PLACE), Attributes.bytes(item, COMMIT));
        }
    }
}
