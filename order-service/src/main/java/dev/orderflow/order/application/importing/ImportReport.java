package dev.orderflow.order.application.importing;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What has come of an import so far.
 *
 * @param totalRows of the file
 * @param endedAt null while it runs
 * @param refusedByReason rows by the code of their reason
 * @param failure why it could not go on, or null
 */
public record ImportReport(
        String importId,
        Status status,
        String requestedBy,
        boolean deriveCatalogue,
        boolean deriveStock,
        Instant startedAt,
        @Nullable Instant endedAt,
        long totalRows,
        long rowsAccepted,
        long rowsRefused,
        long ordersAccepted,
        long ordersReplayed,
        Map<String, Long> refusedByReason,
        @Nullable Failure failure) {

    /** Where an import stands. */
    public enum Status {
        RUNNING,
        COMPLETED,
        FAILED
    }

    /** @param line where the file could not be read on, or 0 */
    public record Failure(long line, String reason) {}

    public ImportReport {
        refusedByReason = new TreeMap<>(refusedByReason);
    }

    ImportReport ended(Status how, Instant at, @Nullable Failure why) {
        return new ImportReport(
                importId,
                how,
                requestedBy,
                deriveCatalogue,
                deriveStock,
                startedAt,
                at,
                totalRows,
                rowsAccepted,
                rowsRefused,
                ordersAccepted,
                ordersReplayed,
                refusedByReason,
                why);
    }
}
