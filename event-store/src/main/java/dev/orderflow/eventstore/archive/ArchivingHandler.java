package dev.orderflow.eventstore.archive;

import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.StoppingException;
import dev.orderflow.eventstore.consumer.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers the records of one shard and has them written when they are many, large or old enough. */
final class ArchivingHandler implements ShardHandler {
    /** An object this large is worth a put; more would only fill memory. Stored bytes; as lines some ten times that. */
    private static final int MOST_RECORDS = 2_000;

    private static final int MOST_BYTES = 1024 * 1024;

    /** When stopping, an outage is not waited out. */
    private static final int LAST_ATTEMPTS = 3;

    private static final Logger log = LoggerFactory.getLogger(ArchivingHandler.class);

    private final String shardId;
    private final ArchiveWriter writer;
    private final Duration flushAfter;
    private final InstantSource clock;
    private final CommitCodec codec = CommitCodec.standard();
    private final List<ArchivedRecord> waiting = new ArrayList<>();
    private int waitingBytes;
    private Instant waitingSince = Instant.EPOCH;
    private @Nullable String archivedUpTo;
    private @Nullable String seenUpTo;
    private @Nullable String answered;
    private boolean halted;

    ArchivingHandler(String shardId, ArchiveWriter writer, Duration flushAfter, InstantSource clock) {
        this.shardId = shardId;
        this.writer = writer;
        this.flushAfter = flushAfter;
        this.clock = clock;
    }

    @Override
    public @Nullable String process(List<StreamRecord> batch) {
        if (halted) {
            return null;
        }
        try {
            for (StreamRecord record : batch) {
                add(record);
                while (waiting.size() >= MOST_RECORDS || waitingBytes >= MOST_BYTES) {
                    flush();
                }
            }
            while (!waiting.isEmpty() && !clock.instant().isBefore(waitingSince.plus(flushAfter))) {
                flush();
            }
        } catch (StoppingException e) {
            halted = true;
        }
        return newlyDurable();
    }

    @Override
    public @Nullable String finish() {
        for (int attempt = 1; attempt <= LAST_ATTEMPTS && !waiting.isEmpty(); attempt++) {
            try {
                while (!waiting.isEmpty()) {
                    flush();
                }
            } catch (StoppingException e) {
                log.debug("{} was not flushed at attempt {}; it comes again", shardId, attempt);
            }
        }
        halted = true;
        return newlyDurable();
    }

    @Override
    public void abandon() {
        halted = true;
        waiting.clear();
        waitingBytes = 0;
    }

    private void add(StreamRecord record) {
        // A delivery that is repeated, with what it brought still waiting here: one object would hold it twice.
        boolean seen = seenUpTo != null && !SequenceOrder.isAfter(record.sequenceNumber(), seenUpTo);
        if (seen) {
            return;
        }
        seenUpTo = record.sequenceNumber();
        if (isArchived(record)) {
            return;
        }
        // An object holds records of one hour, so that whoever looks for a record knows where.
        while (!waiting.isEmpty() && !isOfTheHour(record)) {
            flush();
        }
        if (isArchived(record)) {
            return;
        }
        if (waiting.isEmpty()) {
            waitingSince = clock.instant();
        }
        waiting.add(ArchivedRecord.of(shardId, record, codec));
        waitingBytes += record.data().length;
    }

    private boolean isOfTheHour(StreamRecord record) {
        Instant first = waiting.getFirst().record().arrivedAt();
        return first.truncatedTo(ChronoUnit.HOURS).equals(record.arrivedAt().truncatedTo(ChronoUnit.HOURS));
    }

    private boolean isArchived(StreamRecord record) {
        return archivedUpTo != null && !SequenceOrder.isAfter(record.sequenceNumber(), archivedUpTo);
    }

    private void flush() {
        archivedUpTo = writer.write(List.copyOf(waiting));
        waiting.removeIf(archived -> isArchived(archived.record()));
        waitingBytes = waiting.stream()
                .mapToInt(archived -> archived.record().data().length)
                .sum();
    }

    /** Only ends of objects: whoever goes on from there cuts at the same places. */
    private @Nullable String newlyDurable() {
        if (archivedUpTo == null
                || archivedUpTo.equals(answered)
                || seenUpTo == null
                || SequenceOrder.isAfter(archivedUpTo, seenUpTo)) {
            return null;
        }
        answered = archivedUpTo;
        return archivedUpTo;
    }
}
