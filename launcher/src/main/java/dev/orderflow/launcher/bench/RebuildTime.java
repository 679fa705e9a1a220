package dev.orderflow.launcher.bench;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Rebuilds;
import dev.orderflow.launcher.SuiteException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What rebuilding the read model with the most items took, while reads went on.
 *
 * @param items of all its tables together
 * @param equal of these, to the fold of the journals; all, where nothing drifted
 * @param records of the archive that were read
 * @param recordsPerSecond reading and applying them
 * @param fillingSeconds from the archive
 * @param followingSeconds the stream, from where the archive ended
 * @param comparingSeconds every item with the fold of its journal
 * @param waitingSeconds the rest: until it was noticed, until all instances write both versions, until all read the new one
 * @param seconds from the request to the end
 */
record RebuildTime(
        String readModel,
        long items,
        long equal,
        long records,
        long recordsPerSecond,
        double fillingSeconds,
        double followingSeconds,
        double comparingSeconds,
        double waitingSeconds,
        double seconds) {
    /** Two items for each order; the one that comes next has one. */
    private static final String LARGEST = "orders/order-summaries";

    static RebuildTime of(Api api, Progress progress) {
        Phases phases = new Phases();
        return of(new Rebuilds(api, progress).run(LARGEST, phases::see), phases);
    }

    /** @param end the rebuild as the API describes it at its end */
    static RebuildTime of(JsonNode end, Phases phases) {
        if (!end.required("phase").asString().equals("DONE")) {
            throw new SuiteException("The rebuild of " + LARGEST + " failed: "
                    + end.path("failure").asString(""));
        }
        long equal = 0;
        long items = 0;
        for (JsonNode table : end.required("drift").required("tables")) {
            equal += table.required("equal").asLong();
            for (String kind : new String[] {"equal", "missing", "different", "moving"}) {
                items += table.required(kind).asLong();
            }
        }
        double filling = phases.seconds("FILLING");
        double following = phases.seconds("FOLLOWING");
        double comparing = phases.seconds("COMPARING");
        double all = Duration.between(
                                Instant.parse(end.required("requestedAt").asString()),
                                Instant.parse(end.required("endedAt").asString()))
                        .toMillis()
                / 1000.0;
        return new RebuildTime(
                end.required("service").asString() + "/"
                        + end.required("readModel").asString(),
                items,
                equal,
                end.required("recordsRead").asLong(),
                end.required("recordsPerSecond").asLong(),
                filling,
                following,
                comparing,
                Math.max(0, all - filling - following - comparing),
                all);
    }

    /** How long each phase lasted, by looking often. */
    static final class Phases {
        private final Map<String, Duration> lasted = new HashMap<>();
        private String current = "";
        private long since;

        void see(JsonNode state) {
            see(state.required("phase").asString(), System.nanoTime());
        }

        void see(String phase, long now) {
            if (!phase.equals(current)) {
                lasted.merge(current, Duration.ofNanos(now - since), Duration::plus);
                current = phase;
                since = now;
            }
        }

        double seconds(String phase) {
            return lasted.getOrDefault(phase, Duration.ZERO).toMillis() / 1000.0;
        }
    }
}
