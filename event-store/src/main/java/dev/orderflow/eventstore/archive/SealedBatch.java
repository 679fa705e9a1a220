package dev.orderflow.eventstore.archive;

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

    /** @param records at least one, of one shard, in order */
    static SealedBatch of(List<ArchivedRecord> records) {
        ArchivedRecord first = records.getFirst();
        ArchivedRecord last = records.getLast();
        MessageDigest digest = sha256();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        int commits = 0;
        long events = 0;
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            for (ArchivedRecord record : records) {
                byte[] line = (ArchiveLines.write(record) + "\n").getBytes(StandardCharsets.UTF_8);
                digest.update(line);
                gzip.write(line);
                if (record.header() != null) {
                    commits++;
                    events += record.header().eventCount();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                HexFormat.of().formatHex(digest.digest()));
        return new SealedBatch(object, compressed.toByteArray());
    }

    private static String key(ArchivedRecord first) {
        Instant arrivedAt = first.record().arrivedAt();
        return Archive.FOLDER + FOLDER.format(arrivedAt) + "/" + first.shardId() + "-"
                + first.record().sequenceNumber() + Archive.SUFFIX;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
