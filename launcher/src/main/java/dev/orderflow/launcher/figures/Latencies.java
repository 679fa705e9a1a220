package dev.orderflow.launcher.figures;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Sorted durations, to read percentiles from. */
public record Latencies(List<Duration> sorted) {

    public static Latencies of(Collection<Duration> all) {
        return new Latencies(all.stream().sorted().toList());
    }

    /** The value that so many percent do not exceed (nearest rank); zero where there is none. */
    public Duration percentile(int percent) {
        if (sorted.isEmpty()) {
            return Duration.ZERO;
        }
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }
}
