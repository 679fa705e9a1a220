package dev.orderflow.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.testing.ExampleEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The function of the events stack, run on commits as they stand on the stream: plain, gzip, too large, and none at all. */
class EventForwardingTest {
    private static final Path STACK = Path.of("../infra/cloudformation/events");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private final CommitCodec codec = CommitCodec.standard();

    /** @param requests entries of each request to the bus */
    private record Run(List<List<JsonNode>> requests, List<String> failed) {
        List<JsonNode> entries() {
            return requests.stream().flatMap(List::stream).toList();
        }
    }

    @Test
    void each_event_of_each_commit_is_put_on_the_bus_by_its_name_in_order_and_as_its_schema_has_it() throws Exception {
        List<byte[]> records = new ArrayList<>();
        List<DomainEvent> all = ExampleEvents.all();
        for (int from = 0; from < all.size(); from += 12) {
            records.add(codec.encode(commit(1 + from, all.subList(from, Math.min(all.size(), from + 12)))));
        }
        records.add(codec.encode(commit(100, all.subList(1, 2))));
        assertThat(records.getFirst()[0]).as("gzip").isEqualTo((byte) 0x1f);
        assertThat(records.getLast()[0]).as("plain").isEqualTo((byte) '{');

        Run run = run(records, 0);

        assertThat(run.failed()).isEmpty();
        assertThat(run.requests()).allMatch(request -> request.size() <= 10);
        List<JsonNode> entries = run.entries();
        assertThat(entries).hasSize(all.size() + 1);
        for (int i = 0; i < all.size(); i++) {
            JsonNode entry = entries.get(i);
            JsonNode detail = JSON.readTree(entry.required("Detail").asString());
            String name = EventTypes.nameOf(all.get(i));
            assertThat(entry.required("Source").asString()).isEqualTo("orderflow");
            assertThat(entry.required("EventBusName").asString()).isEqualTo("orderflow-test");
            assertThat(entry.required("DetailType").asString()).isEqualTo(name);
            assertThat(entry.required("Time").asString()).isEqualTo("2010-12-01T12:00:00.123456Z");
            assertThat(detail.required("version").asLong()).isEqualTo(i + 1L);
            assertThat(detail.required("data").toString())
                    .isEqualTo(codec.data(all.get(i)).toString());
            assertThat(refusedBySchema(name, detail)).as(name).isEmpty();
        }
    }

    @Test
    void what_the_bus_does_not_take_is_named_so_that_it_and_all_behind_it_come_again() throws Exception {
        List<byte[]> records = List.of(
                codec.encode(commit(1, ExampleEvents.all().subList(1, 2))),
                codec.encode(commit(2, ExampleEvents.all().subList(2, 3))));

        assertThat(run(records, 1).failed()).containsExactly("1");
        assertThat(run(records, 1).requests())
                .as("nothing behind it is sent before it")
                .hasSize(1);
    }

    @Test
    void what_is_no_commit_holds_nothing_up() throws Exception {
        byte[] brokenGzip = {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3};
        List<byte[]> records = List.of(
                "junk".getBytes(StandardCharsets.UTF_8),
                brokenGzip,
                "{\"streamId\":\"order-1\"}".getBytes(StandardCharsets.UTF_8),
                codec.encode(commit(1, ExampleEvents.all().subList(1, 2))));

        Run run = run(records, 0);

        assertThat(run.failed()).isEmpty();
        assertThat(run.entries()).hasSize(1);
    }

    @Test
    void an_event_too_large_for_the_bus_comes_without_its_data() throws Exception {
        DomainEvent large = ExampleEvents.placed(ExampleEvents.ORDER, 1_500);
        assertThat(codec.data(large).toString().length()).isGreaterThan(200_000 - 1);

        List<JsonNode> entries =
                run(List.of(codec.encode(commit(1, List.of(large)))), 0).entries();

        assertThat(entries).hasSize(1);
        JsonNode detail = JSON.readTree(entries.getFirst().required("Detail").asString());
        assertThat(detail.required("data").isNull()).isTrue();
        assertThat(detail.required("version").asLong()).isEqualTo(1);
        assertThat(refusedBySchema("order.placed.v1", detail)).isEmpty();
    }

    @Test
    void the_template_has_this_very_function() throws IOException {
        String source = Files.readString(STACK.resolve("forward.py"));

        assertThat(Files.readString(STACK.resolve("template.yaml")))
                .contains("        ZipFile: |\n" + indented(source));
        assertThat(source.length())
                .as("CloudFormation takes 4 MB, Lambda's console shows less")
                .isLessThan(4_096);
    }

    private static String indented(String source) {
        StringBuilder text = new StringBuilder();
        source.lines()
                .forEach(line ->
                        text.append(line.isEmpty() ? "" : "          " + line).append('\n'));
        return text.toString();
    }

    private static Commit commit(long version, List<DomainEvent> events) {
        return new Commit(
                new StreamId("order", ExampleEvents.ORDER),
                version,
                events,
                new CommitMetadata("c-1", ExampleEvents.NOON, "orders-0", "request-1", "request-1", null));
    }

    private static List<com.networknt.schema.Error> refusedBySchema(String name, JsonNode detail) throws IOException {
        String event = "{\"source\":\"orderflow\",\"detail-type\":\"" + name + "\",\"detail\":" + detail + "}";
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                .getSchema(Files.readString(STACK.resolve("schemas/" + name + ".json")))
                .validate(event, InputFormat.JSON);
    }

    private Run run(List<byte[]> records, int refusals) throws Exception {
        Path file = folder.resolve("records.txt");
        Files.write(
                file, records.stream().map(Base64.getEncoder()::encodeToString).toList());
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(
                        System.getenv().getOrDefault("ORDERFLOW_PYTHON", "python3"),
                        Path.of("src/test/resources/forward_test.py").toString(),
                        STACK.resolve("forward.py").toString(),
                        file.toString(),
                        Integer.toString(refusals))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        List<List<JsonNode>> requests = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (String line : Files.readAllLines(said)) {
            if (line.startsWith("request ")) {
                List<JsonNode> entries = new ArrayList<>();
                JSON.readTree(line.substring("request ".length())).forEach(entries::add);
                requests.add(entries);
            } else if (line.startsWith("answer ")) {
                JSON.readTree(line.substring("answer ".length()))
                        .required("batchItemFailures")
                        .forEach(failure ->
                                failed.add(failure.required("itemIdentifier").asString()));
            }
        }
        return new Run(requests, failed);
    }
}
