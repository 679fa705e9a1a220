package dev.orderflow.launcher.keep;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Every bucket's objects with their metadata: a file of content each, and one index a bucket. */
final class SavedBuckets {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String INDEX = "index.jsonl";

    private final S3Client s3;
    private final Path folder;

    SavedBuckets(S3Client s3, Path folder) {
        this.s3 = s3;
        this.folder = folder;
    }

    /** @return how many objects were written */
    long save() throws IOException {
        long objects = 0;
        for (Bucket bucket : s3.listBuckets().buckets()) {
            if (LoadedMark.isMark(bucket.name())) {
                continue;
            }
            Path own = Files.createDirectories(folder.resolve(bucket.name()));
            try (BufferedWriter index = Files.newBufferedWriter(own.resolve(INDEX))) {
                long number = 0;
                for (S3Object object : s3.listObjectsV2Paginator(list -> list.bucket(bucket.name()))
                        .contents()) {
                    // Keys may be longer than file names, and may look like paths.
                    String file = Long.toString(++number);
                    GetObjectResponse got = s3.getObject(
                            get -> get.bucket(bucket.name()).key(object.key()),
                            ResponseTransformer.toFile(own.resolve(file)));
                    index.write(JSON.writeValueAsString(entry(object.key(), file, got)));
                    index.newLine();
                }
                objects += number;
            }
        }
        return objects;
    }

    private static ObjectNode entry(String key, String file, GetObjectResponse got) {
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("key", key)
                .put("file", file)
                .put("contentType", got.contentType());
        ObjectNode metadata = entry.putObject("metadata");
        new TreeMap<>(got.metadata()).forEach(metadata::put);
        return entry;
    }

    /** @return how many objects were put back */
    long load() throws IOException {
        if (!Files.exists(folder)) {
            // There was no bucket when it was saved.
            return 0;
        }
        long objects = 0;
        try (Stream<Path> buckets = Files.list(folder)) {
            for (Path own : buckets.sorted().toList()) {
                objects += load(own);
            }
        }
        return objects;
    }

    private long load(Path own) throws IOException {
        String bucket = own.getFileName().toString();
        if (s3.listBuckets().buckets().stream().noneMatch(each -> each.name().equals(bucket))) {
            s3.createBucket(create -> create.bucket(bucket));
        }
        long objects = 0;
        try (BufferedReader index = Files.newBufferedReader(own.resolve(INDEX))) {
            for (String line = index.readLine(); line != null; line = index.readLine()) {
                JsonNode entry = JSON.readTree(line);
                Map<String, String> metadata = new TreeMap<>();
                entry.required("metadata")
                        .properties()
                        .forEach(each ->
                                metadata.put(each.getKey(), each.getValue().asString()));
                s3.putObject(
                        put -> put.bucket(bucket)
                                .key(entry.required("key").asString())
                                .contentType(entry.required("contentType").asString())
                                .metadata(metadata),
                        RequestBody.fromFile(own.resolve(entry.required("file").asString())));
                objects++;
            }
        }
        return objects;
    }
}
