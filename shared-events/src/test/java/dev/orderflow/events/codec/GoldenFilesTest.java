package dev.orderflow.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.UnknownEvent;
import dev.orderflow.events.testing.ExampleEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The wire format, for ever: one file per event version, with the bytes that stand in journals and archives. A file may be
 * added and never edited; {@code SHA256SUMS} keeps watch, so that an edit shows as a changed line there.
 *
 * <p>For a new event, add its example to {@link ExampleEvents} and run this test with {@code -Dgolden.add=true}, which
 * writes what is missing and touches nothing else.
 */
class GoldenFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final Path SUMS = FOLDER.resolve("SHA256SUMS");
    private static final String SUFFIX = ".json";

    private final CommitCodec codec = CommitCodec.standard();

    @Test
    void there_is_an_example_of_every_event() {
        assertThat(ExampleEvents.all().stream().map(EventTypes::nameOf))
                .containsExactlyInAnyOrderElementsOf(EventTypes.all().keySet());
    }

    @Test
    void every_event_is_written_to_the_very_bytes_of_its_file() throws IOException {
        addMissingIfAsked();
        for (DomainEvent example : ExampleEvents.all()) {
            Path file = fileOf(EventTypes.nameOf(example));
            assertThat(file).as("run with -Dgolden.add=true to add it").exists();
            assertThat(data(example)).as("%s", file).isEqualTo(Files.readString(file));
        }
    }

    @Test
    void every_event_is_read_back_equal_from_its_file() throws IOException {
        for (DomainEvent example : ExampleEvents.all()) {
            assertThat(read(EventTypes.nameOf(example))).isEqualTo(example);
        }
    }

    /** Also of versions that no class has any more: their upcasters must be there. */
    @Test
    void every_file_can_be_read_whatever_its_version() throws IOException {
        for (String name : names()) {
            assertThat(read(name)).as(name).isNotInstanceOf(UnknownEvent.class);
        }
    }

    @Test
    void the_envelope_is_written_to_the_very_bytes_of_its_file() {
        Commit commit = new Commit(
                new StreamId("order", ExampleEvents.ORDER),
                3,
                ExampleEvents.all().subList(1, 3),
                new CommitMetadata("orders-0.abc.1", ExampleEvents.NOON, "orders-0", "request-1", "request-1", null));
        assertThat(codec.encodeToText(commit)).isEqualTo("""
                {"streamId":"order-oab2c3d4e5f6g7h2i3j4k5l6m7n","firstVersion":3,"metadata":{"commitId":"orders-0.abc.1",\
                "recordedAt":"2010-12-01T12:00:00.123456Z","recordedBy":"orders-0","correlationId":"request-1",\
                "causationId":"request-1","traceparent":null},"events":[{"type":"order.stock-reserved.v1","data":{"orderId":\
                "oab2c3d4e5f6g7h2i3j4k5l6m7n"}},{"type":"order.payment-requested.v1","data":{"orderId":\
                "oab2c3d4e5f6g7h2i3j4k5l6m7n","paymentId":"p-1","customerId":"17850","amount":{"amount":1999,"currency":\
                "GBP"},"card":"card-approve"}}]}""");
    }

    @Test
    void no_file_was_edited_or_removed() throws IOException {
        assertThat(sums(names())).isEqualTo(watched());
    }

    /** The watch itself works: one changed letter is seen. */
    @Test
    void an_edited_file_would_be_noticed() throws IOException {
        String name = names().getFirst();
        String edited = Files.readString(fileOf(name)).replace("orderId", "order_id") + " ";

        assertThat(sha256(edited.getBytes(StandardCharsets.UTF_8)))
                .isNotEqualTo(watched().get(name));
    }

    private DomainEvent read(String name) throws IOException {
        String envelope = """
                {"streamId":"order-1","firstVersion":1,"metadata":{"commitId":"c","recordedAt":"2010-12-01T12:00:00Z",\
                "recordedBy":"w","correlationId":"r","causationId":"r","traceparent":null},\
                "events":[{"type":"%s","data":%s}]}""";
        String text = envelope.formatted(name, Files.readString(fileOf(name)));
        return codec.decode(text.getBytes(StandardCharsets.UTF_8)).events().getFirst();
    }

    private String data(DomainEvent event) {
        return codec.data(event) + "\n";
    }

    private void addMissingIfAsked() throws IOException {
        if (!Boolean.getBoolean("golden.add")) {
            return;
        }
        for (DomainEvent example : ExampleEvents.all()) {
            Path file = fileOf(EventTypes.nameOf(example));
            if (!Files.exists(file)) {
                Files.writeString(file, data(example));
            }
        }
        Map<String, String> sums = Files.exists(SUMS) ? watched() : new TreeMap<>();
        sums(names()).forEach(sums::putIfAbsent);
        List<String> lines = new ArrayList<>();
        sums.forEach((name, sum) -> lines.add(sum + "  " + name + SUFFIX));
        Files.write(SUMS, lines);
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> watched() throws IOException {
        return Files.readAllLines(SUMS).stream()
                .map(line -> line.split("  "))
                .collect(Collectors.toMap(
                        parts -> parts[1].substring(0, parts[1].length() - SUFFIX.length()),
                        parts -> parts[0],
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static Map<String, String> sums(List<String> names) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (String name : names) {
            sums.put(name, sha256(Files.readAllBytes(fileOf(name))));
        }
        return sums;
    }

    private static Path fileOf(String name) {
        return FOLDER.resolve(name + SUFFIX);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
