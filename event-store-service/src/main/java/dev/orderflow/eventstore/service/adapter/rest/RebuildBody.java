package dev.orderflow.eventstore.service.adapter.rest;

import dev.orderflow.eventstore.rebuild.Drift;
import dev.orderflow.eventstore.rebuild.Rebuild;
import dev.orderflow.eventstore.rebuild.Rebuild.Phase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild as operators see it.
 *
 * @param secondsRemaining of reading the archive, at the rate so far; absent where it is not known
 */
record RebuildBody(
        String rebuildId,
        String service,
        String readModel,
        int generation,
        Phase phase,
        String requestedBy,
        Instant requestedAt,
        Instant updatedAt,
        @Nullable Instant endedAt,
        @Nullable String workedOnBy,
        long recordsTotal,
        long recordsRead,
        long commits,
        long recordsPerSecond,
        @Nullable Long secondsRemaining,
        @Nullable DriftBody drift,
        @Nullable String failure,
        @Nullable String note) {

    record DriftBody(long streams, List<TableBody> tables) {}

    record TableBody(String table, long equal, long missing, long different, long moving, List<String> examples) {}

    static RebuildBody of(Rebuild rebuild) {
        return new RebuildBody(
                rebuild.id(),
                rebuild.service(),
                rebuild.readModel(),
                rebuild.generation(),
                rebuild.phase(),
                rebuild.requestedBy(),
                rebuild.requestedAt(),
                rebuild.updatedAt(),
                rebuild.endedAt(),
                rebuild.workedOnBy(),
                rebuild.recordsTotal(),
                rebuild.recordsRead(),
                rebuild.commits(),
                rebuild.rate(),
                secondsRemaining(rebuild),
                rebuild.drift() == null ? null : of(rebuild.drift()),
                rebuild.failure(),
                rebuild.note());
    }

    private static @Nullable Long secondsRemaining(Rebuild rebuild) {
        return rebuild.phase() == Phase.FILLING && rebuild.rate() > 0
                ? (rebuild.recordsTotal() - rebuild.recordsRead()) / rebuild.rate()
                : null;
    }

    private static DriftBody of(Drift drift) {
        return new DriftBody(
                drift.streams(),
                drift.tables().stream()
                        .map(table -> new TableBody(
                                table.table(),
                                table.equal(),
                                table.missing(),
                                table.different(),
                                table.moving(),
                                table.examples()))
                        .toList());
    }
}
