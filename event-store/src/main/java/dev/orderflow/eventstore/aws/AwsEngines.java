package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.archive.Archive;
import dev.orderflow.eventstore.archive.ArchiveObjects;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.archive.StreamHistories;
import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Redrives;
import dev.orderflow.eventstore.consumer.ShardKeys;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.publication.CommitStream;
import dev.orderflow.eventstore.publication.PublicationLog;
import dev.orderflow.eventstore.rebuild.JournalAudit;
import dev.orderflow.eventstore.rebuild.StreamTail;
import dev.orderflow.eventstore.slot.SlotClaims;
import dev.orderflow.eventstore.snapshot.Snapshots;
import dev.orderflow.eventstore.verification.JournalContents;
import dev.orderflow.eventstore.verification.StreamContents;
import dev.orderflow.eventstore.view.Generations;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewTransactions;
import dev.orderflow.eventstore.view.Views;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Hands out the ports on AWS engines; what each needs is there when it is handed out, if provisioning is on. */
public final class AwsEngines {
    private final Names names;
    private final Provisioning provisioning;
    private final DynamoDbClient dynamo;
    private final KinesisClient kinesis;
    private final S3Client s3;

    public AwsEngines(
            Names names, Provisioning provisioning, DynamoDbClient dynamo, KinesisClient kinesis, S3Client s3) {
        this.names = names;
        this.provisioning = provisioning;
        this.dynamo = dynamo;
        this.kinesis = kinesis;
        this.s3 = s3;
    }

    public Journal journal() {
        return dynamoJournal(names.service());
    }

    /** Another service's journals, for audits; never written to from here. */
    public Journal journalOf(String service) {
        return dynamoJournal(service);
    }

    public PublicationLog publicationLog() {
        String table = names.table(names.service() + "-publication");
        provisioning.table(DynamoPublicationLog.tableRequest(table));
        return new DynamoPublicationLog(dynamo, table, dynamoJournal(names.service()));
    }

    public CommitStream commitStream(int shardsWhereAbsent) {
        provisioning.stream(names.stream(), shardsWhereAbsent);
        return new KinesisCommitStream(kinesis, names.stream());
    }

    public Positions positions() {
        return new DynamoPositions(dynamo, positionsTable(), names.service());
    }

    public ParkedStreams parkedStreams() {
        return new DynamoParkedStreams(dynamo, positionsTable());
    }

    public Redrives redrives() {
        return new DynamoRedrives(dynamo, positionsTable(), names.service());
    }

    public ShardKeys shardKeys() {
        return new KinesisShardKeys(kinesis, names.stream());
    }

    /** A read model's table, made where it is absent. */
    public <V> Views<V> create(ViewDefinition<V> definition) {
        return generations().create(definition, 1);
    }

    /** Several versions of read models side by side. */
    public Generations generations() {
        return new DynamoGenerations(names, provisioning, dynamo);
    }

    /** Of this service's instances. */
    public SlotClaims slotClaims() {
        String table = names.table("slot-claims");
        provisioning.table(DynamoSlotClaims.tableRequest(table));
        return new DynamoSlotClaims(dynamo, table, names.service());
    }

    public StreamTail streamTail() {
        return new KinesisTail(kinesis, names.stream());
    }

    /** The journals of any service, to be compared with. */
    public JournalAudit journalAudit(String service) {
        return new DynamoJournalAudit(dynamo, dynamoJournal(service));
    }

    public ViewTransactions viewTransactions() {
        return new DynamoViewWrites(dynamo);
    }

    public Snapshots snapshots() {
        provisioning.bucket(names.snapshotBucket());
        return new S3Snapshots(s3, names.snapshotBucket(), names.service());
    }

    public Archive archive(String bucket) {
        provisioning.bucket(bucket);
        return new S3Archive(s3, bucket);
    }

    public ArchiveReader archiveReader(String bucket) {
        return new S3Archive(s3, bucket);
    }

    /** The archive with everything that may be wrong about it. */
    public ArchiveObjects archiveObjects(String bucket) {
        return new S3Archive(s3, bucket);
    }

    /** @param services whose journals are read, by the names that they give their tables */
    public JournalContents journalContents(List<String> services) {
        return new DynamoJournalContents(
                dynamo,
                services.stream().map(service -> dynamoJournal(service).table()).toList());
    }

    public StreamContents streamContents() {
        return new KinesisStreamContents(kinesis, names.stream());
    }

    public StreamHistories streamHistories() {
        String table = names.table(names.service() + "-histories");
        provisioning.table(DynamoStreamHistories.tableRequest(table));
        return new DynamoStreamHistories(dynamo, table);
    }

    private DynamoJournal dynamoJournal(String service) {
        String table = names.table(service + "-journal");
        provisioning.table(DynamoJournal.tableRequest(table));
        return new DynamoJournal(dynamo, table);
    }

    private String positionsTable() {
        String table = names.table("consumer-positions");
        provisioning.table(DynamoPositions.tableRequest(table));
        return table;
    }

    /** @param tablePrefix before the name of every table, such as {@code staging-}; may be empty */
    public record Names(String service, String tablePrefix, String stream, String snapshotBucket) {
        public String table(String name) {
            return tablePrefix + name;
        }
    }
}
