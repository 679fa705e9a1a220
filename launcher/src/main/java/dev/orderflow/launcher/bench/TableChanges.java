package dev.orderflow.launcher.bench;

import dev.orderflow.launcher.record.Engines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Every write to every table from now on, as the engine itself tells it: the tables' change streams, with the item before
 * and after. The services know nothing of it.
 */
public final class TableChanges {
    private final DynamoDbStreamsClient changes;
    private final List<Followed> tables = new ArrayList<>();
    private final Map<String, Written> written = new TreeMap<>();

    private TableChanges(DynamoDbStreamsClient changes) {
        this.changes = changes;
    }

    public static TableChanges follow(Engines engines, List<String> tables) {
        TableChanges all = new TableChanges(engines.changes());
        for (String table : tables) {
            TableDescription description = engines.dynamo()
                    .updateTable(update -> update.tableName(table)
                            .streamSpecification(stream ->
                                    stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)))
                    .tableDescription();
            all.tables.add(
                    new Followed(table, TableShape.of(description), description.latestStreamArn(), new HashMap<>()));
        }
        return all;
    }

    /**
     * Reads what is new.
     *
     * @return how many of the new changes are due to orders, rather than to the clock
     */
    public long read() {
        long dueToOrders = 0;
        for (Followed table : tables) {
            Written before = written.getOrDefault(table.name, Written.NOTHING);
            Written now = before.plus(read(table));
            written.put(table.name, now);
            if (TableKind.of(table.name) != TableKind.CLOCK) {
                dueToOrders += now.writes() - before.writes();
            }
        }
        return dueToOrders;
    }

    /** Counts from zero again. */
    public void forget() {
        written.clear();
    }

    /** By table. */
    public Map<String, Written> written() {
        return written;
    }

    private Written read(Followed table) {
        Written sum = Written.NOTHING;
        for (Shard shard : changes.describeStream(describe -> describe.streamArn(table.stream))
                .streamDescription()
                .shards()) {
            sum = sum.plus(read(table, shard.shardId()));
        }
        return sum;
    }

    private Written read(Followed table, String shard) {
        Written sum = Written.NOTHING;
        String from = table.readOn.containsKey(shard) ? table.readOn.get(shard) : start(table, shard);
        while (from != null) {
            GetRecordsResponse page;
            try {
                String iterator = from;
                page = changes.getRecords(get -> get.shardIterator(iterator));
            } catch (TrimmedDataAccessException e) {
                if (table.readOn.containsKey(shard)) {
                    throw e;
                }
                // DynamoDB Local takes a start that was asked for while the shard was empty for one before its first
                // record. Nothing was read yet: the next look starts anew.
                return sum;
            }
            if (page.records().isEmpty()) {
                break;
            }
            for (Record change : page.records()) {
                sum = sum.plus(written(table, change));
            }
            from = page.nextShardIterator();
            table.readOn.put(shard, from);
        }
        return sum;
    }

    private String start(Followed table, String shard) {
        return changes.getShardIterator(get ->
                        get.streamArn(table.stream).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }

    private static Written written(Followed table, Record change) {
        Map<String, AttributeValue> after = change.dynamodb().newImage();
        WriteUnits units = WriteUnits.of(change.dynamodb().oldImage(), after, table.shape);
        AttributeValue payload = after.get("payload");
        boolean commit = TableKind.of(table.name) == TableKind.JOURNAL;
        return new Written(
                1,
                units,
                commit && payload != null ? Written.payloadUnits(payload.b().asByteArrayUnsafe().length) : 0);
    }

    /** @param readOn by shard from which something was read: where to read on; null where it has ended */
    private record Followed(String name, TableShape shape, String stream, Map<String, @Nullable String> readOn) {}
}
