package dev.orderflow.eventstore.archive;

import dev.orderflow.events.codec.CommitHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Records made into an object. */
record SealedBatch(ArchiveObject object, byte[] content) {
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("'dt='uuuu-MM-dd'/hour='HH").withZone(ZoneOffset.UTC);

    /**
     * @param records at least one, of one shard, in order
     * @param previous what the shard's chain ends with so far
     */
    static SealedBatch of(List<ArchivedRecord> records, ChainLink previous) {
        ArchivedRecord first = records.getFirst();
        ArchivedRecord last = records.getLast();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        int commits = 0;
        long events = 0;
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            for (ArchivedRecord record : records) {
                gzip.write((ArchiveLines.write(record) + "\n").getBytes(StandardCharsets.UTF_8));
                CommitHeader header = record.header();
                if (header != null) {
                    commits++;
                    events += header.eventCount();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] content = compressed.toByteArray();
        ArchiveObject object = new ArchiveObject(
                key(first),
                first.shardId(),
                first.record().sequenceNumber(),
                last.record().sequenceNumber(),
                first.record().arrivedAt(),
                last.record().arrivedAt(),
                records.size(),
                commits,
                events,
                HexFormat.of().formatHex(sha256().digest(content)),
                previous);
        return new SealedBatch(object, content);
    }

    private static String key(ArchivedRecord first) {
        return key(
                first.shardId(), first.record().sequenceNumber(), first.record().arrivedAt());
    }

    /** Where an object stands follows from its first record. */
    static String key(String shardId, String firstSequence, Instant arrivedAt) {
        return folder(arrivedAt) + "/" + shardId + "-" + firstSequence + Archive.SUFFIX;
    }

    static String folder(Instant arrivedAt) {
        return Archive.FOLDER + FOLDER.format(arrivedAt);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
