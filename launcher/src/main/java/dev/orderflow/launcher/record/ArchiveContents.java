package dev.orderflow.launcher.record;

import dev.orderflow.events.StreamId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the archive holds: gzipped JSON lines, one record of the stream each. */
public final class ArchiveContents {
    public static final String BUCKET = "orderflow-archive";

    private static final JsonMapper JSON = new JsonMapper();

    private final S3Client s3;

    public ArchiveContents(S3Client s3) {
        this.s3 = s3;
    }

    /** Each commit once; none where nothing was ever archived. */
    public Set<CommitKey> commits() {
        Set<CommitKey> commits = new HashSet<>();
        if (!bucketExists()) {
            return commits;
        }
        s3.listObjectsV2Paginator(list -> list.bucket(BUCKET)).contents().forEach(object -> read(object, commits));
        return commits;
    }

    /** Whether there is any object. */
    public boolean hasAny() {
        return bucketExists()
                && s3.listObjectsV2(list -> list.bucket(BUCKET).maxKeys(1)).hasContents();
    }

    private boolean bucketExists() {
        return s3.listBuckets().buckets().stream().anyMatch(bucket -> BUCKET.equals(bucket.name()));
    }

    private void read(S3Object object, Set<CommitKey> commits) {
        try (var raw = s3.getObject(get -> get.bucket(BUCKET).key(object.key()));
                var lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode commit = JSON.readTree(line).path("commit");
                if (commit.isMissingNode()) {
                    // Bytes that are no commit are archived too; no journal has them either.
                    continue;
                }
                commits.add(new CommitKey(
                        StreamId.parse(commit.required("streamId").asString()),
                        commit.required("firstVersion").asLong()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + object.key() + " of the archive", e);
        }
    }
}
