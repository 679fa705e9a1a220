package dev.orderflow.launcher.torture;

import dev.orderflow.launcher.checker.Rule;
import dev.orderflow.launcher.checker.Violation;
import dev.orderflow.launcher.figures.Amounts;
import dev.orderflow.launcher.figures.Latencies;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run did and found.
 *
 * @param recoveries from a kill to the first event that the same service applied after it
 * @param violations none where everything held
 */
public record TortureReport(
        long seed,
        long requests,
        int ordersAccepted,
        int records,
        int kills,
        int pauses,
        int joins,
        int splits,
        int merges,
        long repliesDropped,
        Latencies recoveries,
        List<Violation> violations) {

    /** A list of thousands tells no more than its beginning. */
    private static final int MOST_SHOWN = 50;

    public TortureReport {
        violations = List.copyOf(violations);
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("  load          " + Amounts.count(requests) + " requests, " + Amounts.count(ordersAccepted)
                + " orders accepted, " + Amounts.count(records) + " records on the stream (seed " + seed + ")");
        lines.add("  survived      " + kills + " kills, " + pauses + " pauses longer than a lease, " + joins
                + " second instances, " + splits + " splits, " + merges + " merges, " + Amounts.count(repliesDropped)
                + " replies dropped");
        lines.add("  recovery      from a kill to the first event applied after it: p50 "
                + Amounts.seconds(recoveries.percentile(50)) + ", p99 " + Amounts.seconds(recoveries.percentile(99))
                + " (" + recoveries.sorted().size() + " kills)");
        for (Rule rule : Rule.values()) {
            List<Violation> broken = violations.stream()
                    .filter(violation -> violation.rule() == rule)
                    .toList();
            lines.add((broken.isEmpty() ? "  ✓ " : "  ✗ ") + rule.promise());
            broken.stream().limit(MOST_SHOWN).forEach(violation -> lines.add("      " + violation.what()));
        }
        lines.add("  " + violations.size() + " violations");
        return lines;
    }
}
