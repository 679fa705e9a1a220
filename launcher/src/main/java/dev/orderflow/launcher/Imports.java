package dev.orderflow.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;

/** A bulk import through the API, with its progress shown. */
public final class Imports {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Api api;
    private final Progress progress;

    public Imports(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /**
     * Uploads, then waits for the import's end.
     *
     * @param derive also take products and an opening stock from the file
     * @return the import as the API describes it at its end
     */
    public JsonNode run(Path file, boolean derive) {
        long total = rowsOf(file);
        String operator = api.token("operator", "");
        JsonNode accepted = api.upload("/v1/imports" + (derive ? "?derive=catalogue,stock" : ""), operator, file)
                .expected();
        String importId = accepted.required("importId").asString();
        while (true) {
            JsonNode state = api.look("/v1/imports/" + importId, operator).body();
            String status = state.required("status").asString();
            long read = state.required("rows").required("read").asLong();
            String detail = String.format(
                    Locale.ROOT,
                    "%,d of %,d rows, %,d orders",
                    read,
                    total,
                    state.required("orders").required("accepted").asLong());
            progress.bar("importing", read, total, detail);
            if (status.equals("COMPLETED") || status.equals("FAILED")) {
                return state;
            }
            Pause.of(LOOK_EVERY);
        }
    }

    /** Lines of the file without its header; the sample file has no line break within a field. */
    public static long rowsOf(Path file) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.ISO_8859_1))) {
            return lines.lines().count() - 1;
        } catch (IOException e) {
            throw new SuiteException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
