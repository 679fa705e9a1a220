package dev.orderflow.eventstore.aws;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.snapshot.Snapshots;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * One object for each stream and schema, replaced by newer ones, so that snapshots never need to be cleaned up.
 *
 * <p>Between looking at the stored version and replacing it another writer may have been faster: then an older snapshot
 * wins, which costs a longer fold and no more.
 */
final class S3Snapshots implements Snapshots {
    private static final String VERSION = "stream-version";

    private final S3Client s3;
    private final String bucket;
    private final String folder;

    /** @param folder the service's name */
    S3Snapshots(S3Client s3, String bucket, String folder) {
        this.s3 = s3;
        this.bucket = bucket;
        this.folder = folder;
    }

    @Override
    public Optional<Snapshot> newest(StreamId stream, String schema) {
        try {
            var object = s3.getObjectAsBytes(get -> get.bucket(bucket).key(key(stream, schema)));
            return Optional.of(new Snapshot(version(object.response().metadata(), stream), object.asByteArrayUnsafe()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    @Override
    public void save(StreamId stream, String schema, Snapshot snapshot) {
        if (storedVersion(stream, schema) >= snapshot.version()) {
            return;
        }
        s3.putObject(
                put -> put.bucket(bucket)
                        .key(key(stream, schema))
                        .contentType("application/octet-stream")
                        .metadata(Map.of(VERSION, Long.toString(snapshot.version()))),
                RequestBody.fromBytes(snapshot.state()));
    }

    private long storedVersion(StreamId stream, String schema) {
        try {
            return version(
                    s3.headObject(head -> head.bucket(bucket).key(key(stream, schema)))
                            .metadata(),
                    stream);
        } catch (NoSuchKeyException e) {
            return 0;
        }
    }

    private long version(Map<String, String> metadata, StreamId stream) {
        String version = metadata.get(VERSION);
        if (version == null) {
            throw new IllegalStateException(
                    "The snapshot of " + stream + " in bucket " + bucket + " lacks its version; delete the object");
        }
        return Long.parseLong(version);
    }

    private String key(StreamId stream, String schema) {
        return folder + "/" + stream + "/" + schema;
    }
}
