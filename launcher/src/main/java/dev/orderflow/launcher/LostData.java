package dev.orderflow.launcher;

import dev.orderflow.launcher.record.ArchiveContents;
import dev.orderflow.launcher.record.Engines;
import dev.orderflow.launcher.record.Journals;
import dev.orderflow.launcher.record.StreamContents;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * One engine may lose its data while the other keeps its own: somebody deleted a folder. This is noticed between the
 * engines' start and the services', and told; where the journals are there, all else is made from them again. A stream
 * that is gone, or went back to an older state, each service notices at its own start and fills again.
 */
final class LostData {
    /** What the event-store service derives from the archive; without it, it begins a new one. */
    static final String ARCHIVE_LEDGER = "event-store-archive-ledger";

    static final String STREAM_HISTORIES = "event-store-histories";

    /** The auditor notes what it found object by object: without the archive it begins anew. What it told stays told. */
    private static final List<String> AUDITORS_NOTES = List.of(
            "event-store-audit-positions",
            "event-store-audit-orders",
            "event-store-audit-stock",
            "event-store-audit-streams");

    private final Engines engines;
    private final Progress progress;

    LostData(Engines engines, Progress progress) {
        this.engines = engines;
        this.progress = progress;
    }

    /** @throws SuiteException where the journals are gone, which cannot be made from anything else here */
    void repair() {
        StreamContents stream = new StreamContents(engines.kinesis(), Engines.STREAM);
        boolean archived = new ArchiveContents(engines.s3()).hasAny();
        if (new Journals(engines.dynamo()).isEmpty()) {
            if (archived || stream.hasAny()) {
                throw new SuiteException(
                        "DynamoDB Local has lost its data, the journals among it, while MiniStack still"
                                + " has the stream or the archive made from them. Make all tables again from these:"
                                + " ./orderflow restore. Or forget everything: ./orderflow demo --fresh");
            }
        } else if (!archived && hasItems(ARCHIVE_LEDGER)) {
            progress.line("  ! MiniStack has lost the archive. The services publish their journals again, and the"
                    + " archive is written anew from them.");
            AUDITORS_NOTES.forEach(this::drop);
            drop(STREAM_HISTORIES);
            stream.delete();
            // Last: it tells the next start that this one was interrupted.
            drop(ARCHIVE_LEDGER);
        } else if (!stream.exists()) {
            progress.line("  ! MiniStack has lost the stream. The services publish their journals again.");
        }
    }

    private boolean hasItems(String table) {
        try {
            return engines.dynamo().scan(scan -> scan.tableName(table).limit(1)).count() > 0;
        } catch (ResourceNotFoundException notYet) {
            return false;
        }
    }

    private void drop(String table) {
        DynamoDbClient dynamo = engines.dynamo();
        try {
            dynamo.deleteTable(delete -> delete.tableName(table));
            dynamo.waiter().waitUntilTableNotExists(describe -> describe.tableName(table));
        } catch (ResourceNotFoundException gone) {
            // An earlier start was interrupted right here.
        }
    }
}
