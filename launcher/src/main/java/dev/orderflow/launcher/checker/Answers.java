package dev.orderflow.launcher.checker;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What clients asked and what they were answered: a line of JSON each, in a file, so that it can be looked into and judged
 * again. A request without an answer stands there with the status 0: nobody knows what became of it.
 */
public final class Answers implements AutoCloseable {
    public static final String RECEIPT = "receipt";
    public static final String ORDER = "order";
    public static final String CANCELLATION = "cancellation";
    public static final String REFUND = "refund";
    public static final String ORDER_AT_END = "order-at-end";
    public static final String STOCK_AT_END = "stock-at-end";
    public static final String PARKED_AT_END = "parked-at-end";

    static final int NO_ANSWER = 0;

    private static final JsonMapper JSON = new JsonMapper();

    private final BufferedWriter file;

    public Answers(Path file) {
        try {
            Files.createDirectories(file.getParent());
            this.file = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param fields of this kind; see the checks that read them */
    public synchronized void write(String kind, int status, Map<String, ?> fields) {
        var line = JSON.createObjectNode().put("kind", kind).put("status", status);
        fields.forEach((name, value) -> line.set(name, JSON.valueToTree(value)));
        try {
            file.write(JSON.writeValueAsString(line));
            file.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write down the answers", e);
        }
    }

    /** What was written so far can be read. */
    public synchronized void flush() {
        try {
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> read(Path file) {
        List<JsonNode> answers = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.add(JSON.readTree(line));
            }
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isAccepted(JsonNode answer) {
        return answer.path("status").asInt() / 100 == 2;
    }

    /** Known not to have been done: a server's error or silence leaves it open. */
    static boolean isRefused(JsonNode answer) {
        return answer.path("status").asInt() / 100 == 4;
    }
}
