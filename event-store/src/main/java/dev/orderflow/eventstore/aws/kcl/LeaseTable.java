package dev.orderflow.eventstore.aws.kcl;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/**
 * The lease table, made ready before the library looks at it: with its index and a lease per shard, the first record comes
 * in seconds; left to itself, the library takes a minute and a half.
 *
 * <p>Each seeded lease carries the creation time of the stream. Where the stream was lost and made again, its leases speak
 * of positions that do not exist any more and would never be read on from: they are dropped, and the new stream is read
 * from its start. What was applied before is known by version and dropped.
 */
final class LeaseTable {
    /** The library's own name; it insists on it. */
    static final String OWNER_INDEX = "LeaseOwnerToLeaseKeyIndex";

    private static final String KEY = "leaseKey";
    private static final String OWNER = "leaseOwner";
    private static final String CHECKPOINT = "checkpoint";
    private static final String STREAM_CREATED_AT = "streamCreatedAt";
    private static final String LEASE = "LEASE";

    private static final Logger log = LoggerFactory.getLogger(LeaseTable.class);

    private final String table;
    private final String stream;
    private final DynamoDbAsyncClient dynamo;
    private final KinesisAsyncClient kinesis;

    private final InstantSource clock;

    LeaseTable(
            String table, String stream, DynamoDbAsyncClient dynamo, KinesisAsyncClient kinesis, InstantSource clock) {
        this.table = table;
        this.stream = stream;
        this.dynamo = dynamo;
        this.kinesis = kinesis;
        this.clock = clock;
    }

    /**
     * @param create whether a missing table is made; else it is an error
     * @param worker whose the new leases are at first: it finds them at once, where the library would take some rounds to
     *     give them out. More workers get their share later
     * @param repair called where the stream lost records, before the leases that tell of it are dropped: so that a crash
     *     in between finds out again
     * @return how many shards are read from their start
     */
    int prepare(boolean create, String worker, Runnable repair) {
        ensureTable(create);
        StreamDescriptionSummary description = join(kinesis.describeStreamSummary(
                        request -> request.streamName(stream)))
                .streamDescriptionSummary();
        Instant streamCreatedAt = description.streamCreationTimestamp();
        List<Shard> shards = shards();
        Map<String, Map<String, AttributeValue>> leases = leases();
        String loss = loss(leases.values(), description, shards);
        if (loss != null) {
            log.warn("Stream {} lost records: {}. It is filled again and read from its start", stream, loss);
            repair.run();
            leases.keySet().forEach(this::drop);
            leases = Map.of();
        }
        int seeded = 0;
        for (Shard root : rootsWithoutLease(shards, leases.keySet())) {
            seeded += seed(root, "TRIM_HORIZON", worker, streamCreatedAt) ? 1 : 0;
        }
        List<String> unowned = leases.entrySet().stream()
                .filter(lease -> !lease.getValue().containsKey(OWNER))
                .map(Map.Entry::getKey)
                .toList();
        new LeaseOwners(table, dynamo).adopt(worker, unowned);
        return seeded;
    }

    /** The worker stops: nothing more is given to it. What it reported of itself would count as alive for some seconds. */
    void signOff(String worker) {
        drop(worker);
    }

    /** The worker has stopped in order, and all it did is checkpointed: its leases are free for others at once. */
    void giveBack(String worker) {
        new LeaseOwners(table, dynamo).giveBack(worker, List.copyOf(leases().keySet()));
    }

    /**
     * Gives each shard a lease that begins behind a record; one that has a lease keeps it.
     *
     * @param after sequence numbers, by shard; shards that are gone are passed over
     */
    void beginBehind(boolean create, String worker, Map<String, String> after) {
        ensureTable(create);
        Instant streamCreatedAt = join(kinesis.describeStreamSummary(request -> request.streamName(stream)))
                .streamDescriptionSummary()
                .streamCreationTimestamp();
        for (Shard shard : shards()) {
            String sequence = after.get(shard.shardId());
            if (sequence != null) {
                seed(shard, sequence, worker, streamCreatedAt);
            }
        }
    }

    private void ensureTable(boolean create) {
        try {
            var description = join(dynamo.describeTable(request -> request.tableName(table)))
                    .table();
            if (description.globalSecondaryIndexes().stream()
                    .noneMatch(index -> OWNER_INDEX.equals(index.indexName()))) {
                log.warn("Table {} lacks the index {}: making it can take 20 minutes on AWS", table, OWNER_INDEX);
            }
            return;
        } catch (ResourceNotFoundException e) {
            if (!create) {
                throw new IllegalStateException(
                        "Table " + table + " is missing. Deploy the data stack, or set orderflow.provision=true", e);
            }
        }
        try {
            join(dynamo.createTable(tableRequest(table)));
        } catch (ResourceInUseException e) {
            log.debug("Another worker makes {} too", table);
        }
        dynamo.waiter()
                .waitUntilTableExists(request -> request.tableName(table))
                .join();
    }

    static CreateTableRequest tableRequest(String table) {
        return CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text(KEY), text(OWNER))
                .keySchema(key(KEY, KeyType.HASH))
                .globalSecondaryIndexes(index -> index.indexName(OWNER_INDEX)
                        .keySchema(key(OWNER, KeyType.HASH), key(KEY, KeyType.RANGE))
                        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY)))
                .build();
    }

    private List<Shard> shards() {
        List<Shard> shards = new ArrayList<>();
        String next = null;
        do {
            ListShardsRequest.Builder request = ListShardsRequest.builder();
            // A page is asked for by its token alone.
            request = next == null ? request.streamName(stream) : request.nextToken(next);
            ListShardsResponse page = join(kinesis.listShards(request.build()));
            shards.addAll(page.shards());
            next = page.nextToken();
        } while (next != null);
        return shards;
    }

    /** The table holds the library's other records too, told apart by their type. */
    private Map<String, Map<String, AttributeValue>> leases() {
        Map<String, Map<String, AttributeValue>> leases = new HashMap<>();
        Map<String, AttributeValue> from = Map.of();
        do {
            Map<String, AttributeValue> start = from;
            var page = join(dynamo.scan(request ->
                    request.tableName(table).consistentRead(true).exclusiveStartKey(start.isEmpty() ? null : start)));
            for (Map<String, AttributeValue> item : page.items()) {
                if (item.containsKey(CHECKPOINT)) {
                    leases.put(textOf(item, KEY), item);
                }
            }
            from = page.lastEvaluatedKey();
        } while (!from.isEmpty());
        return leases;
    }

    /** What tells that the stream lost records since the leases were written; null where nothing does. */
    private @Nullable String loss(
            Collection<Map<String, AttributeValue>> leases, StreamDescriptionSummary description, List<Shard> shards) {
        Instant createdAt = description.streamCreationTimestamp();
        StreamContinuity continuity = new StreamContinuity(kinesis, stream, description, clock.instant());
        Set<String> open = shards.stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .map(Shard::shardId)
                .collect(Collectors.toSet());
        for (Map<String, AttributeValue> lease : leases) {
            if (isOfAnotherStream(lease, createdAt, shards)) {
                return "it is not the one that the leases in " + table + " were made for, and was made again at "
                        + createdAt;
            }
            String shard = textOf(lease, KEY);
            String checkpoint = textOf(lease, CHECKPOINT);
            if (shard != null
                    && checkpoint != null
                    && checkpoint.matches("[0-9]+")
                    && open.contains(shard)
                    && continuity.lost(shard, checkpoint)) {
                return "record " + checkpoint + " of " + shard + ", which was read before, is gone";
            }
        }
        return null;
    }

    private static boolean isOfAnotherStream(
            Map<String, AttributeValue> lease, Instant streamCreatedAt, List<Shard> shards) {
        String createdAt = textOf(lease, STREAM_CREATED_AT);
        if (createdAt != null) {
            return !createdAt.equals(streamCreatedAt.toString());
        }
        boolean ended = "SHARD_END".equals(textOf(lease, CHECKPOINT));
        return ended
                && shards.stream()
                        .anyMatch(shard -> shard.shardId().equals(textOf(lease, KEY))
                                && shard.sequenceNumberRange().endingSequenceNumber() == null);
    }

    /**
     * Shards whose parents are gone, or never were. Children get their lease from the library when their parent ends; a
     * root whose descendants have leases was read to its end long ago.
     */
    private static List<Shard> rootsWithoutLease(List<Shard> shards, Set<String> leased) {
        Set<String> present = shards.stream().map(Shard::shardId).collect(Collectors.toSet());
        Set<String> dealtWith = new HashSet<>(leased);
        boolean found = true;
        while (found) {
            found = false;
            for (Shard shard : shards) {
                if (dealtWith.contains(shard.shardId())) {
                    found |= shard.parentShardId() != null && dealtWith.add(shard.parentShardId());
                    found |= shard.adjacentParentShardId() != null && dealtWith.add(shard.adjacentParentShardId());
                }
            }
        }
        return shards.stream()
                .filter(shard -> !present.contains(shard.parentShardId())
                        && !present.contains(shard.adjacentParentShardId())
                        && !dealtWith.contains(shard.shardId()))
                .toList();
    }

    private boolean seed(Shard shard, String checkpoint, String worker, Instant streamCreatedAt) {
        Map<String, AttributeValue> lease = Map.ofEntries(
                Map.entry(KEY, AttributeValue.fromS(shard.shardId())),
                Map.entry(CHECKPOINT, AttributeValue.fromS(checkpoint)),
                Map.entry(OWNER, AttributeValue.fromS(worker)),
                Map.entry("checkpointSubSequenceNumber", AttributeValue.fromN("0")),
                Map.entry("leaseCounter", AttributeValue.fromN("0")),
                Map.entry("ownerSwitchesSinceCheckpoint", AttributeValue.fromN("0")),
                Map.entry(
                        "startingHashKey",
                        AttributeValue.fromS(shard.hashKeyRange().startingHashKey())),
                Map.entry(
                        "endingHashKey",
                        AttributeValue.fromS(shard.hashKeyRange().endingHashKey())),
                Map.entry("entityType", AttributeValue.fromS(LEASE)),
                Map.entry(STREAM_CREATED_AT, AttributeValue.fromS(streamCreatedAt.toString())));
        try {
            join(dynamo.putItem(request ->
                    request.tableName(table).item(lease).conditionExpression("attribute_not_exists(" + KEY + ")")));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private void drop(String leaseKey) {
        join(dynamo.deleteItem(request -> request.tableName(table).key(Map.of(KEY, AttributeValue.fromS(leaseKey)))));
    }

    private static @Nullable String textOf(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : value.s();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    /** The failure itself, not the future's wrapping of it. */
    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
