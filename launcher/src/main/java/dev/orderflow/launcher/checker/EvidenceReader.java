package dev.orderflow.launcher.checker;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the evidence where it lies, when everything is at rest. */
public final class EvidenceReader {
    private static final String STREAM = "order-events";
    private static final String BUCKET = "orderflow-archive";
    private static final String FOLDER = "archive/";
    private static final String SUFFIX = ".jsonl.gz";

    /** As many as the ledger and a shard answer at once. */
    private static final int PAGE = 1_000;

    private static final JsonMapper JSON = new JsonMapper();

    private final KinesisClient kinesis;
    private final S3Client s3;
    private final URI gateway;

    /** @param gateway where the ledger is */
    public EvidenceReader(KinesisClient kinesis, S3Client s3, URI gateway) {
        this.kinesis = kinesis;
        this.s3 = s3;
        this.gateway = gateway;
    }

    /** @param answers as they were written down */
    public Evidence read(Path answers) {
        return new Evidence(Answers.read(answers), ledger(), stream(), archive());
    }

    private List<JsonNode> ledger() {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            List<JsonNode> entries = new ArrayList<>();
            String cursor = "";
            do {
                URI page = gateway.resolve("/v1/ledger?limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
                String body = http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                        .body();
                JsonNode answer = JSON.readTree(body);
                answer.required("items").forEach(entries::add);
                cursor = answer.path("nextCursor").asString();
            } while (!cursor.isEmpty());
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway's ledger cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading the ledger", e);
        }
    }

    /**
     * How far everything is. Where nothing is left to do and nothing changes any more, everything is at rest.
     *
     * @param ordersUnderWay orders without an end
     * @param moneyUnderWay payments of which a charge or a refund has no outcome yet
     */
    public record Activity(
            int onTheStream, int archived, long ordersUnderWay, long moneyUnderWay, long warehouseVersion) {
        public boolean isRest() {
            return onTheStream == archived && ordersUnderWay == 0 && moneyUnderWay == 0;
        }

        @Override
        public String toString() {
            return ordersUnderWay + " orders and " + moneyUnderWay + " payments under way, " + archived + " of "
                    + onTheStream + " records archived";
        }
    }

    public Activity activity() {
        List<Seen> archive = archive();
        Story story = Story.of(archive);
        List<String> orders = story.orderIds();
        return new Activity(
                stream().size(),
                archive.size(),
                orders.stream()
                        .filter(order -> story.order(order).stream()
                                .noneMatch(event -> OrderChecks.ENDS.containsKey(event.type())))
                        .count(),
                orders.stream()
                        .filter(order -> MoneyChecks.isUnderWay(story.payment(order)))
                        .count(),
                story.warehouses().stream().mapToLong(List::size).max().orElse(0));
    }

    private List<Seen> stream() {
        List<Seen> records = new ArrayList<>();
        for (Shard shard : parentsFirst()) {
            read(shard, records);
        }
        return records;
    }

    /** A journal's records are in a parent before they are in its children. */
    private List<Shard> parentsFirst() {
        List<Shard> left = new ArrayList<>(
                kinesis.listShards(list -> list.streamName(STREAM)).shards());
        List<Shard> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Set<String> waiting = new HashSet<>();
            left.forEach(shard -> waiting.add(shard.shardId()));
            List<Shard> ready = left.stream()
                    .filter(shard -> !waiting.contains(shard.parentShardId())
                            && !waiting.contains(shard.adjacentParentShardId()))
                    .toList();
            ordered.addAll(ready);
            left.removeAll(ready);
        }
        return ordered;
    }

    private void read(Shard shard, List<Seen> records) {
        String iterator = kinesis.getShardIterator(get -> get.streamName(STREAM)
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        while (iterator != null) {
            String from = iterator;
            GetRecordsResponse page =
                    kinesis.getRecords(get -> get.shardIterator(from).limit(PAGE));
            for (Record record : page.records()) {
                JsonNode commit = parsed(record.data().asByteArrayUnsafe());
                records.add(Seen.of(shard.shardId(), record.sequenceNumber(), commit, false));
            }
            boolean atTheEnd = page.records().isEmpty() && Long.valueOf(0).equals(page.millisBehindLatest());
            iterator = atTheEnd ? null : page.nextShardIterator();
        }
    }

    private List<Seen> archive() {
        List<Seen> lines = new ArrayList<>();
        s3.listObjectsV2Paginator(list -> list.bucket(BUCKET).prefix(FOLDER)).contents().stream()
                .filter(object -> object.key().endsWith(SUFFIX))
                .forEach(object -> readObject(object.key(), lines));
        return lines;
    }

    private void readObject(String key, List<Seen> into) {
        try (var raw = s3.getObject(get -> get.bucket(BUCKET).key(key));
                var lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode record = JSON.readTree(line);
                into.add(Seen.of(
                        record.path("shardId").asString(),
                        record.path("sequenceNumber").asString(),
                        record.path("commit"),
                        true));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key + " of the archive", e);
        }
    }

    /** JSON, gzipped where its first bytes say so; a missing node where it is neither. */
    private static JsonNode parsed(byte[] data) {
        boolean gzip = data.length > 2 && (data[0] & 0xff) == 0x1f && (data[1] & 0xff) == 0x8b;
        try {
            return gzip ? JSON.readTree(new GZIPInputStream(new ByteArrayInputStream(data))) : JSON.readTree(data);
        } catch (IOException | JacksonException e) {
            return JSON.missingNode();
        }
    }
}
