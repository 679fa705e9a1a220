package dev.orderflow.eventstore.rebuild;

import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.consumer.TransientFailures;

/** What a rebuild reads: the archive, the stream from where the archive ends, and the journals to compare with. */
public record Sources(
        ArchiveReader archive, StreamTail tail, JournalAudit.Journals journals, TransientFailures failures) {}
