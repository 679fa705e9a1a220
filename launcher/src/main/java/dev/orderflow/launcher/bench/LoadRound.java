package dev.orderflow.launcher.bench;

import dev.orderflow.launcher.record.OrderRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Orders that were placed together and have all ended.
 *
 * @param accepting from the first request to the last answer
 * @param accepts each request's latency
 * @param orders what the journals say of them
 */
record LoadRound(Duration accepting, List<Duration> accepts, List<OrderRecord> orders) {

    double acceptedPerSecond() {
        return Figures.perSecond(orders.size(), accepting);
    }

    double completedPerSecond() {
        return Figures.perSecond(completed(), untilLastEnd());
    }

    long completed() {
        return orders.stream()
                .flatMap(order -> order.end().stream())
                .filter(end -> end.status().equals("COMPLETED"))
                .count();
    }

    /** From the first order's acceptance to the last one's end, both as recorded in the journals. */
    Duration untilLastEnd() {
        Optional<Instant> first = orders.stream().map(OrderRecord::acceptedAt).min(Comparator.naturalOrder());
        Optional<Instant> last = orders.stream()
                .flatMap(order -> order.end().stream())
                .map(OrderRecord.End::at)
                .max(Comparator.naturalOrder());
        return first.isEmpty() || last.isEmpty() ? Duration.ZERO : Duration.between(first.get(), last.get());
    }

    List<Duration> acceptToEnd() {
        return orders.stream().flatMap(order -> order.acceptToEnd().stream()).toList();
    }
}
