package dev.orderflow.launcher.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The arithmetic of the report. */
final class Figures {
    private Figures() {}

    /** Zero where no time passed. */
    static double perSecond(long number, Duration time) {
        return time.isZero() ? 0 : number * 1e9 / time.toNanos();
    }

    /** Of an even number, the middle between the two in the middle; zero where there is none. */
    static double median(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return 0;
        }
        int upper = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(upper) : (sorted.get(upper - 1) + sorted.get(upper)) / 2;
    }

    /** Zero where there is nothing to compare with. */
    static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
