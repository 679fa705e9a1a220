package dev.orderflow.eventstore.archive;

import dev.orderflow.events.codec.CommitCodec;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Opens an object's content; every adapter reads through it. */
public final class ArchivedRecords {
    private ArchivedRecords() {}

    /**
     * Hands on each record, and checks on the way that nothing is missing or altered.
     *
     * @throws ArchiveBrokenException also after some records were handed on
     */
    public static void read(ArchiveObject object, byte[] content, Consumer<ArchivedRecord> reader) {
        CommitCodec codec = CommitCodec.standard();
        MessageDigest digest = SealedBatch.sha256();
        int records = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(content)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
                records++;
                reader.accept(ArchiveLines.read(line, codec));
            }
        } catch (IOException e) {
            throw new ArchiveBrokenException(object.key() + " cannot be read: " + e.getMessage(), e);
        }
        if (records != object.records()
                || !HexFormat.of().formatHex(digest.digest()).equals(object.sha256())) {
            throw new ArchiveBrokenException(object.key() + " is not what was written: its checksum or count differs");
        }
    }
}
