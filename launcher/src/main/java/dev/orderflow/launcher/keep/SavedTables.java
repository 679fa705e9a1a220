package dev.orderflow.launcher.keep;

import dev.orderflow.launcher.Pause;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Every table's items, a gzipped file of JSON lines each; the first line tells how the table is made. */
final class SavedTables {
    private static final String SUFFIX = ".jsonl.gz";

    /** Of instances that are gone when they are read again. */
    private static final Set<String> NOT_KEPT = Set.of("slot-claims");

    /** DynamoDB's own limit. */
    private static final int WRITES_AT_ONCE = 25;

    private static final Duration BEFORE_WRITING_AGAIN = Duration.ofMillis(100);

    private final DynamoDbClient dynamo;
    private final Path folder;

    SavedTables(DynamoDbClient dynamo, Path folder) {
        this.dynamo = dynamo;
        this.folder = folder;
    }

    /** @return how many items were written */
    long save() throws IOException {
        Files.createDirectories(folder);
        long items = 0;
        for (String table : dynamo.listTablesPaginator().tableNames()) {
            if (!NOT_KEPT.contains(table)) {
                items += save(table);
            }
        }
        return items;
    }

    private long save(String table) throws IOException {
        long[] items = {0};
        try (BufferedWriter lines = new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve(table + SUFFIX))), StandardCharsets.UTF_8))) {
            lines.write(TableJson.write(
                    dynamo.describeTable(describe -> describe.tableName(table)).table()));
            lines.newLine();
            dynamo.scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                    .items()
                    .forEach(item -> {
                        append(lines, ItemJson.write(item));
                        items[0]++;
                    });
        }
        return items[0];
    }

    /** @return how many items were put back; tables that are absent are made, as a rebuild had made them */
    long load() throws IOException {
        long items = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList()) {
                items += load(file);
            }
        }
        return items;
    }

    private long load(Path file) throws IOException {
        String name = file.getFileName().toString();
        String table = name.substring(0, name.length() - SUFFIX.length());
        long items = 0;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            createIfAbsent(table, lines.readLine());
            List<WriteRequest> batch = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<String, AttributeValue> item = ItemJson.read(line);
                batch.add(
                        WriteRequest.builder().putRequest(put -> put.item(item)).build());
                items++;
                if (batch.size() == WRITES_AT_ONCE) {
                    write(table, batch);
                    batch.clear();
                }
            }
            if (!batch.isEmpty()) {
                write(table, batch);
            }
        }
        return items;
    }

    private void write(String table, List<WriteRequest> batch) {
        Map<String, List<WriteRequest>> rest = Map.of(table, List.copyOf(batch));
        while (!rest.isEmpty()) {
            Map<String, List<WriteRequest>> now = rest;
            rest = dynamo.batchWriteItem(write -> write.requestItems(now)).unprocessedItems();
            if (!rest.isEmpty()) {
                Pause.of(BEFORE_WRITING_AGAIN);
            }
        }
    }

    private void createIfAbsent(String table, String description) {
        try {
            dynamo.describeTable(describe -> describe.tableName(table));
        } catch (ResourceNotFoundException absent) {
            TableDescription made = TableJson.read(description);
            CreateTableRequest.Builder create = CreateTableRequest.builder()
                    .tableName(table)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(made.attributeDefinitions())
                    .keySchema(made.keySchema());
            if (!made.globalSecondaryIndexes().isEmpty()) {
                create.globalSecondaryIndexes(made.globalSecondaryIndexes().stream()
                        .map(index -> GlobalSecondaryIndex.builder()
                                .indexName(index.indexName())
                                .keySchema(index.keySchema())
                                .projection(index.projection())
                                .build())
                        .toList());
            }
            dynamo.createTable(create.build());
            dynamo.waiter().waitUntilTableExists(describe -> describe.tableName(table));
        }
    }

    private static void append(BufferedWriter lines, String line) {
        try {
            lines.write(line);
            lines.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
