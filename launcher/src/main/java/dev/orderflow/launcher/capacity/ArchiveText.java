package dev.orderflow.launcher.capacity;

import dev.orderflow.launcher.record.ArchiveContents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.services.s3.S3Client;

/** All lines of the archive, by object. */
record ArchiveText(Map<String, byte[]> lines) {

    static ArchiveText of(S3Client s3) {
        Map<String, byte[]> lines = new TreeMap<>();
        s3.listObjectsV2Paginator(list -> list.bucket(ArchiveContents.BUCKET))
                .contents()
                .forEach(object -> {
                    try (var raw = new GZIPInputStream(s3.getObject(
                            get -> get.bucket(ArchiveContents.BUCKET).key(object.key())))) {
                        lines.put(object.key(), raw.readAllBytes());
                    } catch (IOException e) {
                        throw new UncheckedIOException("cannot read " + object.key() + " of the archive", e);
                    }
                });
        return new ArchiveText(lines);
    }

    /** What the lines that came since take in one object: under load, objects hold many orders. */
    long compressedBeyond(ArchiveText before) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            for (Map.Entry<String, byte[]> object : lines.entrySet()) {
                if (!before.lines.containsKey(object.getKey())) {
                    gzip.write(object.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.size();
    }
}
