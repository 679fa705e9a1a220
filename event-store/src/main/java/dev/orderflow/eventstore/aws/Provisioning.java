package dev.orderflow.eventstore.aws;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * Creates what a service needs and does not find, for machines where nobody else does: on AWS the templates do, and this
 * is switched off. Any number of services may do it at once.
 */
public final class Provisioning {
    /** AWS creates a table with indexes, or a stream, well within a minute. */
    private static final int LOOKS = 120;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private static final Logger log = LoggerFactory.getLogger(Provisioning.class);

    private final boolean enabled;
    private final TableProtection protection;
    private final DynamoDbClient dynamo;
    private final KinesisClient kinesis;
    private final S3Client s3;

    public Provisioning(boolean enabled, DynamoDbClient dynamo, KinesisClient kinesis, S3Client s3) {
        this(enabled, TableProtection.NONE, dynamo, kinesis, s3);
    }

    /** @param protection of tables that no template can know */
    public Provisioning(
            boolean enabled, TableProtection protection, DynamoDbClient dynamo, KinesisClient kinesis, S3Client s3) {
        this.enabled = enabled;
        this.protection = protection;
        this.dynamo = dynamo;
        this.kinesis = kinesis;
        this.s3 = s3;
    }

    public boolean isEnabled() {
        return enabled;
    }

    /** The table is there and active, with all its indexes, when this returns; unless provisioning is switched off. */
    public void table(CreateTableRequest wanted) {
        if (enabled) {
            ensure(wanted);
        }
    }

    /** As {@link #table}, protected, also where provisioning is switched off: for tables that no template can know. */
    void ownTable(CreateTableRequest wanted) {
        ensure(protection.of(wanted));
        if (protection.pointInTimeRecovery()) {
            allowRecoveryOf(wanted.tableName());
        }
    }

    /** The table is gone when this returns, or was not there. */
    void drop(String table) {
        try {
            if (Boolean.TRUE.equals(describe(table).deletionProtectionEnabled())) {
                allowDeletionOf(table);
            }
            dynamo.deleteTable(delete -> delete.tableName(table));
            dynamo.waiter().waitUntilTableNotExists(describe -> describe.tableName(table));
            log.info("Removed table {}", table);
        } catch (ResourceNotFoundException e) {
            log.debug("Table {} is gone already", table);
        }
    }

    private void ensure(CreateTableRequest wanted) {
        for (int look = 0; look < LOOKS; look++) {
            try {
                TableDescription found = describe(wanted.tableName());
                checkIndexes(wanted, found);
                if (isActive(found)) {
                    return;
                }
            } catch (ResourceNotFoundException e) {
                create(wanted);
                continue;
            }
            pause();
        }
        throw new IllegalStateException("Table " + wanted.tableName() + " did not become active in time");
    }

    /** As {@link #table} for a stream. */
    public void stream(String name, int shards) {
        if (!enabled) {
            return;
        }
        for (int look = 0; look < LOOKS; look++) {
            try {
                StreamStatus status = kinesis.describeStreamSummary(describe -> describe.streamName(name))
                        .streamDescriptionSummary()
                        .streamStatus();
                if (status == StreamStatus.ACTIVE || status == StreamStatus.UPDATING) {
                    return;
                }
            } catch (software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException e) {
                createStream(name, shards);
                continue;
            }
            pause();
        }
        throw new IllegalStateException("Stream " + name + " did not become active in time");
    }

    /** As {@link #table} for a bucket. */
    public void bucket(String name) {
        if (!enabled) {
            return;
        }
        try {
            s3.headBucket(head -> head.bucket(name));
        } catch (NoSuchBucketException absent) {
            try {
                s3.createBucket(create -> create.bucket(name));
                log.info("Created bucket {}", name);
            } catch (BucketAlreadyOwnedByYouException e) {
                log.debug("Another service created bucket {} first", name);
            }
        }
    }

    private void create(CreateTableRequest wanted) {
        try {
            dynamo.createTable(wanted);
            log.info("Created table {}", wanted.tableName());
        } catch (ResourceInUseException e) {
            log.debug("Another service created table {} first", wanted.tableName());
        }
    }

    /** What it holds can be made again without it, so whoever waits for the table is not kept waiting for a recovery's sake. */
    private void allowRecoveryOf(String table) {
        try {
            for (int look = 0; look < LOOKS; look++) {
                try {
                    dynamo.updateContinuousBackups(backups -> backups.tableName(table)
                            .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));
                    return;
                } catch (ContinuousBackupsUnavailableException e) {
                    // Of a new table, for a while.
                    pause();
                }
            }
            log.warn("{} has no point-in-time recovery yet: the next start asks for it again", table);
        } catch (DynamoDbException e) {
            log.warn(
                    "{} has no point-in-time recovery: {}. The next start asks for it again; by hand it is"
                            + " aws dynamodb update-continuous-backups",
                    table,
                    e.getMessage());
        }
    }

    /** Whatever it is told now: a table is as it was when it was made. */
    private void allowDeletionOf(String table) {
        try {
            dynamo.updateTable(update -> update.tableName(table).deletionProtectionEnabled(false));
        } catch (ResourceInUseException e) {
            log.debug("Another instance removes table {} too", table);
        }
        for (int look = 0; look < LOOKS && describe(table).tableStatus() == TableStatus.UPDATING; look++) {
            pause();
        }
    }

    private TableDescription describe(String table) {
        return dynamo.describeTable(describe -> describe.tableName(table)).table();
    }

    private void createStream(String name, int shards) {
        try {
            kinesis.createStream(create -> create.streamName(name).shardCount(shards));
            log.info("Created stream {} with {} shards", name, shards);
        } catch (software.amazon.awssdk.services.kinesis.model.ResourceInUseException e) {
            log.debug("Another service created stream {} first", name);
        }
    }

    /** An index added later would lack every item there is: that takes a rebuild, not a silent start. */
    private static void checkIndexes(CreateTableRequest wanted, TableDescription found) {
        Set<String> missing = wanted.globalSecondaryIndexes().stream()
                .map(GlobalSecondaryIndex::indexName)
                .collect(Collectors.toCollection(HashSet::new));
        found.globalSecondaryIndexes().forEach(index -> missing.remove(index.indexName()));
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "Table " + wanted.tableName() + " was made by an older version and lacks the" + " indexes "
                            + missing + ": delete it and rebuild the view (locally: start with --fresh)");
        }
    }

    private static boolean isActive(TableDescription table) {
        return table.tableStatus() == TableStatus.ACTIVE
                && table.globalSecondaryIndexes().stream()
                        .map(GlobalSecondaryIndexDescription::indexStatus)
                        .allMatch(status -> status == null || status == IndexStatus.ACTIVE);
    }

    private static void pause() {
        new Backoff(BETWEEN_LOOKS, BETWEEN_LOOKS).pause();
    }
}
