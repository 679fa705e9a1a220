package dev.orderflow.launcher.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Tells an engine that was loaded from this folder apart from one that has forgotten everything since: only the former has
 * the empty bucket whose name stands in the folder.
 */
final class LoadedMark {
    private static final String PREFIX = "loaded-";

    private final S3Client s3;
    private final Path file;

    LoadedMark(S3Client s3, Path folder) {
        this.s3 = s3;
        this.file = folder.resolve("loaded");
    }

    static boolean isMark(String bucket) {
        return bucket.startsWith(PREFIX);
    }

    boolean isSet() throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        String mark = Files.readString(file);
        return s3.listBuckets().buckets().stream()
                .anyMatch(bucket -> bucket.name().equals(mark));
    }

    /** A new one each time, so that no engine of an earlier run can be taken for this one. */
    void set() throws IOException {
        String mark = PREFIX + UUID.randomUUID();
        Files.writeString(file, mark);
        s3.createBucket(create -> create.bucket(mark));
    }
}
