package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.archive.Archive;
import dev.orderflow.eventstore.archive.ArchiveBrokenException;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ArchiveObjects;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.archive.ArchivedRecords;
import dev.orderflow.eventstore.archive.ChainLink;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects of one bucket, put with {@code If-None-Match: *}: S3 itself lets only the first writer win. */
final class S3Archive implements Archive, ArchiveReader, ArchiveObjects {
    private static final String SHARD = "shard-id";
    private static final String FIRST = "first-sequence";
    private static final String LAST = "last-sequence";
    private static final String FIRST_ARRIVED = "first-arrived";
    private static final String LAST_ARRIVED = "last-arrived";
    private static final String RECORDS = "records";
    private static final String COMMITS = "commits";
    private static final String EVENTS = "events";
    private static final String SHA256 = "content-sha256";
    private static final String PREVIOUS_OBJECT = "previous-object";
    private static final String PREVIOUS_LINK = "previous-link";

    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;
    private final String bucket;

    S3Archive(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public Optional<ArchiveObject> putIfAbsent(ArchiveObject object, byte[] content) {
        try {
            s3.putObject(
                    put -> put.bucket(bucket)
                            .key(object.key())
                            .ifNoneMatch("*")
                            // Not Content-Encoding: clients would unpack what is meant to stay one checked piece.
                            .contentType("application/gzip")
                            .metadata(metadata(object)),
                    RequestBody.fromBytes(content));
            return Optional.empty();
        } catch (S3Exception e) {
            if (e.statusCode() != PRECONDITION_FAILED) {
                throw e;
            }
        }
        var head = s3.headObject(request -> request.bucket(bucket).key(object.key()));
        return Optional.of(object(object.key(), head.metadata()));
    }

    @Override
    public void keys(Consumer<String> reader) {
        keysAfter(FOLDER, reader);
    }

    @Override
    public void keysAfter(String start, Consumer<String> reader) {
        list(list -> list.prefix(FOLDER).startAfter(start), reader);
    }

    @Override
    public void keysUnder(String prefix, Consumer<String> reader) {
        list(list -> list.prefix(prefix), reader);
    }

    private void list(Consumer<ListObjectsV2Request.Builder> which, Consumer<String> reader) {
        s3.listObjectsV2Paginator(list -> which.accept(list.bucket(bucket))).contents().stream()
                .map(found -> found.key())
                .filter(key -> key.endsWith(SUFFIX))
                .forEach(reader);
    }

    @Override
    public ArchiveObject read(String key, Consumer<ArchivedRecord> reader) {
        Stored stored = fetch(key);
        ArchivedRecords.read(stored.object(), stored.content(), reader);
        return stored.object();
    }

    @Override
    public Stored fetch(String key) {
        try {
            var found = s3.getObjectAsBytes(get -> get.bucket(bucket).key(key));
            return new Stored(object(key, found.response().metadata()), found.asByteArrayUnsafe());
        } catch (NoSuchKeyException e) {
            throw new ArchiveBrokenException(key + " is not in the archive", e);
        }
    }

    private static Map<String, String> metadata(ArchiveObject object) {
        return Map.ofEntries(
                Map.entry(SHARD, object.shardId()),
                Map.entry(FIRST, object.firstSequence()),
                Map.entry(LAST, object.lastSequence()),
                Map.entry(FIRST_ARRIVED, object.firstArrivedAt().toString()),
                Map.entry(LAST_ARRIVED, object.lastArrivedAt().toString()),
                Map.entry(RECORDS, Integer.toString(object.records())),
                Map.entry(COMMITS, Integer.toString(object.commits())),
                Map.entry(EVENTS, Long.toString(object.events())),
                Map.entry(SHA256, object.sha256()),
                Map.entry(PREVIOUS_OBJECT, object.previous().object()),
                Map.entry(PREVIOUS_LINK, object.previous().hash()));
    }

    private static ArchiveObject object(String key, Map<String, String> metadata) {
        try {
            return new ArchiveObject(
                    key,
                    required(key, metadata, SHARD),
                    required(key, metadata, FIRST),
                    required(key, metadata, LAST),
                    Instant.parse(required(key, metadata, FIRST_ARRIVED)),
                    Instant.parse(required(key, metadata, LAST_ARRIVED)),
                    Integer.parseInt(required(key, metadata, RECORDS)),
                    Integer.parseInt(required(key, metadata, COMMITS)),
                    Long.parseLong(required(key, metadata, EVENTS)),
                    required(key, metadata, SHA256),
                    new ChainLink(required(key, metadata, PREVIOUS_OBJECT), required(key, metadata, PREVIOUS_LINK)));
        } catch (DateTimeException | NumberFormatException e) {
            throw new ArchiveBrokenException(key + " has metadata that no archiver wrote: " + e.getMessage(), e);
        }
    }

    private static String required(String key, Map<String, String> metadata, String name) {
        String value = metadata.get(name);
        if (value == null) {
            throw new ArchiveBrokenException(
                    key + " lacks its metadata " + name + ": it was not written by an archiver");
        }
        return value;
    }
}
