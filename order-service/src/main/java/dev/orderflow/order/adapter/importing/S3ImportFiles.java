package dev.orderflow.order.adapter.importing;

import dev.orderflow.order.application.importing.ImportFiles;
import dev.orderflow.order.application.importing.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Accepted files in one bucket, each under the id of its import. */
final class S3ImportFiles implements ImportFiles {
    /** Time for a file of the largest size over a slow line; other calls are bounded by seconds. */
    private static final Duration TO_TRANSFER = Duration.ofMinutes(10);

    private final S3Client s3;
    private final String bucket;

    S3ImportFiles(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public String keep(String importId, Path file) {
        s3.putObject(
                put -> put.bucket(bucket)
                        .key(importId)
                        .contentType("application/octet-stream")
                        .overrideConfiguration(override -> override.apiCallTimeout(TO_TRANSFER)),
                RequestBody.fromFile(file));
        return "s3://" + bucket + "/" + importId;
    }

    @Override
    public void fetch(String location, Path to) throws IOException {
        String[] parts = location.substring("s3://".length()).split("/", 2);
        try {
            s3.getObject(
                    get -> get.bucket(parts[0])
                            .key(parts[1])
                            .overrideConfiguration(override -> override.apiCallTimeout(TO_TRANSFER)),
                    ResponseTransformer.toFile(to));
        } catch (NoSuchKeyException e) {
            throw new UnreadableFileException(0, "is not kept any more at " + location);
        }
    }
}
