package dev.orderflow.launcher.demo;

import dev.orderflow.launcher.figures.Amounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the import's own report says.
 *
 * @param accepted orders that are new
 * @param replayed orders that an earlier import had placed
 */
record ImportSummary(
        String id,
        String status,
        long rowsRead,
        long rowsAccepted,
        long rowsRefused,
        long accepted,
        long replayed,
        List<Refused> refused,
        Duration took) {

    record Refused(String reason, long rows) {}

    static ImportSummary of(JsonNode report, Duration took) {
        JsonNode rows = report.required("rows");
        JsonNode orders = report.required("orders");
        List<Refused> refused = new ArrayList<>();
        for (JsonNode each : report.required("refusedByReason")) {
            refused.add(new Refused(
                    each.required("reason").asString(), each.required("rows").asLong()));
        }
        return new ImportSummary(
                report.required("importId").asString(),
                report.required("status").asString(),
                rows.required("read").asLong(),
                rows.required("accepted").asLong(),
                rows.required("refused").asLong(),
                orders.required("accepted").asLong(),
                orders.required("replayed").asLong(),
                refused,
                took);
    }

    long orders() {
        return accepted + replayed;
    }

    String headline() {
        return Amounts.count(rowsRead) + " rows read in " + Amounts.seconds(took) + ": " + Amounts.count(rowsAccepted)
                + " became " + Amounts.count(orders()) + " orders, " + Amounts.count(rowsRefused) + " were refused";
    }

    List<Check> checks(long rowsInFile) {
        long explained = refused.stream().mapToLong(Refused::rows).sum();
        return List.of(
                Check.that(status.equals("COMPLETED"), "the import came to its end", id + " " + status),
                Check.that(
                        rowsRead == rowsInFile && rowsAccepted + rowsRefused == rowsRead && explained == rowsRefused,
                        "every row of the file became part of an order or was refused with a reason",
                        Amounts.count(rowsAccepted) + " + " + Amounts.count(rowsRefused) + " = "
                                + Amounts.count(rowsInFile)));
    }
}
