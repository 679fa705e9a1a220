package dev.orderflow.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
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
        String operator = api.token("operator", "");
        JsonNode accepted = api.upload("/v1/imports" + (derive ? "?derive=catalogue,stock" : ""), operator, file)
                .expected();
        String importId = accepted.required("importId").asString();
        while (true) {
            JsonNode state = api.get("/v1/imports/" + importId, operator).expected();
            String status = state.required("status").asString();
            JsonNode rows = state.path("rows");
            progress.bar(
                    "importing",
                    rows.path("processed").asLong(),
                    rows.path("total").asLong(0),
                    rows.path("processed").asLong() + " rows, " + status.toLowerCase(Locale.ROOT));
            if (status.equals("COMPLETED") || status.equals("FAILED")) {
                return state;
            }
            Pause.of(LOOK_EVERY);
        }
    }
}
