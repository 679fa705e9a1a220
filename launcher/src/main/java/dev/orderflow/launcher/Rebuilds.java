package dev.orderflow.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A rebuild through the API, with its progress shown. */
public final class Rebuilds {
    /** Often enough to tell short phases apart; a look is one small read. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private static final int UNPROCESSABLE = 422;
    private static final List<Service> WITH_READ_MODELS =
            List.of(Service.ORDER, Service.INVENTORY, Service.PAYMENT, Service.NOTIFICATION);

    private final Api api;
    private final Progress progress;

    public Rebuilds(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /**
     * Asks for it, then waits for its end.
     *
     * @param name of the read model; its service before it, with a slash, where two have one of that name
     * @return the rebuild as the API describes it at its end
     */
    public JsonNode run(String name) {
        return run(name, state -> {});
    }

    /** @param watcher is told the state at every look, the one at the end included */
    public JsonNode run(String name, Consumer<JsonNode> watcher) {
        String operator = api.token("operator", "");
        JsonNode state = request(name, operator);
        String id = state.required("rebuildId").asString();
        progress.line("  rebuilding " + state.required("service").asString() + "/"
                + state.required("readModel").asString() + " as generation "
                + state.required("generation").asInt() + " (" + id + ")");
        watcher.accept(state);
        while (!isEnded(state)) {
            show(state);
            Pause.of(LOOK_EVERY);
            state = api.look("/v1/rebuilds/" + id, operator).body();
            watcher.accept(state);
        }
        report(state);
        return state;
    }

    private JsonNode request(String name, String operator) {
        int slash = name.indexOf('/');
        String readModel = name.substring(slash + 1);
        List<String> services = slash < 0
                ? WITH_READ_MODELS.stream().map(Service::application).toList()
                : List.of(name.substring(0, slash));
        StringBuilder refusals = new StringBuilder();
        for (String service : services) {
            Map<String, String> wish = Map.of("service", service, "readModel", readModel);
            Api.Answer answer = api.post("/v1/rebuilds", operator, "cli-" + System.nanoTime(), wish);
            if (answer.status() != UNPROCESSABLE) {
                return answer.expected();
            }
            refusals.append("\n  ").append(answer.body().path("detail").asString(""));
        }
        throw new SuiteException("No service has a read model " + readModel + "." + refusals);
    }

    private static boolean isEnded(JsonNode state) {
        String phase = state.required("phase").asString();
        return phase.equals("DONE") || phase.equals("FAILED");
    }

    private void show(JsonNode state) {
        long read = state.required("recordsRead").asLong();
        long total = state.required("recordsTotal").asLong();
        String detail = switch (state.required("phase").asString()) {
            case "REQUESTED" -> "waiting for the service";
            case "FILLING" ->
                String.format(
                        Locale.ROOT,
                        "%,d of %,d records, %,d/s%s",
                        read,
                        total,
                        state.required("recordsPerSecond").asLong(),
                        state.has("secondsRemaining")
                                ? ", " + state.required("secondsRemaining").asLong() + " s left"
                                : "");
            case "FOLLOWING" -> "following the stream";
            case "HANDING_OVER" -> "handing over to the live stream";
            case "COMPARING" -> "comparing with the journals";
            case "SWITCHED" -> "switched; the old version goes";
            default -> state.required("phase").asString();
        };
        progress.bar(state.required("phase").asString(), read, total, detail);
    }

    private void report(JsonNode state) {
        for (JsonNode table : state.path("drift").path("tables")) {
            progress.line(String.format(
                    Locale.ROOT,
                    "  %-20s %,d equal to the fold of the journals, %,d missing, %,d different, %,d moving %s",
                    table.required("table").asString(),
                    table.required("equal").asLong(),
                    table.required("missing").asLong(),
                    table.required("different").asLong(),
                    table.required("moving").asLong(),
                    table.required("examples").isEmpty() ? "" : table.required("examples")));
        }
        if (state.has("failure")) {
            progress.line("  FAILED: " + state.required("failure").asString());
            progress.line("  Reads go on with the version that they had.");
            return;
        }
        Duration took = Duration.between(
                Instant.parse(state.required("requestedAt").asString()),
                Instant.parse(state.required("endedAt").asString()));
        progress.line(String.format(
                Locale.ROOT,
                "  done in %.1f s: %,d records of the archive at %,d/s, %,d commits applied",
                took.toMillis() / 1000.0,
                state.required("recordsRead").asLong(),
                state.required("recordsPerSecond").asLong(),
                state.required("commits").asLong()));
        if (state.has("note")) {
            progress.line("  " + state.required("note").asString());
        }
    }
}
