package dev.orderflow.launcher.bench;

import dev.orderflow.launcher.figures.Latencies;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How fast it is, over all measured rounds.
 *
 * @param completed how many of the orders ended as COMPLETED
 * @param acceptedToPuts median of the rounds' ratios, so that a busy moment of the machine spoils one round only
 */
record Speed(
        int orders,
        long completed,
        double acceptedPerSecond,
        double completedPerSecond,
        Percentiles accept,
        Percentiles acceptToEnd,
        double putsPerSecond,
        double putsAndRecordsPerSecond,
        double acceptedToPuts,
        double acceptedToPutsAndRecords,
        List<Comparison> rounds) {

    /** In milliseconds. */
    record Percentiles(double p50, double p99) {
        static Percentiles of(Collection<Duration> measured) {
            Latencies latencies = Latencies.of(measured);
            return new Percentiles(millis(latencies.percentile(50)), millis(latencies.percentile(99)));
        }

        private static double millis(Duration time) {
            return time.toNanos() / 1e6;
        }
    }

    static Speed of(List<LoadRound> loads, List<Comparison> rounds) {
        int orders = loads.stream().mapToInt(load -> load.orders().size()).sum();
        long completed = loads.stream().mapToLong(LoadRound::completed).sum();
        Duration accepting = loads.stream().map(LoadRound::accepting).reduce(Duration.ZERO, Duration::plus);
        Duration untilEnd = loads.stream().map(LoadRound::untilLastEnd).reduce(Duration.ZERO, Duration::plus);
        return new Speed(
                orders,
                completed,
                Figures.perSecond(orders, accepting),
                Figures.perSecond(completed, untilEnd),
                Percentiles.of(
                        loads.stream().flatMap(load -> load.accepts().stream()).toList()),
                Percentiles.of(loads.stream()
                        .flatMap(load -> load.acceptToEnd().stream())
                        .toList()),
                median(rounds, Comparison::puts),
                median(rounds, Comparison::putsAndRecords),
                median(rounds, Comparison::acceptedToPuts),
                median(rounds, Comparison::acceptedToPutsAndRecords),
                rounds);
    }

    private static double median(List<Comparison> rounds, ToDoubleFunction<Comparison> figure) {
        return Figures.median(rounds.stream().mapToDouble(figure).boxed().toList());
    }
}
