package dev.orderflow.launcher.record;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One order as its journal tells it.
 *
 * @param acceptedAt when its first commit was appended; not the date on an imported invoice
 * @param end how and when it ended; empty while it has not
 * @param paid whether money was captured for it at any time
 */
public record OrderRecord(Instant acceptedAt, Optional<End> end, boolean paid) {

    /** @param status {@code COMPLETED}, {@code REJECTED} or {@code CANCELLED}; {@code reason} is empty for the first */
    public record End(String status, String reason, Instant at) {}

    static OrderRecord startedBy(Commit first) {
        return new OrderRecord(first.metadata().recordedAt(), Optional.empty(), false).with(first);
    }

    /** As it is after one more commit. */
    OrderRecord with(Commit commit) {
        OrderRecord next = this;
        for (DomainEvent event : commit.events()) {
            next = next.with(event, commit.metadata().recordedAt());
        }
        return next;
    }

    private OrderRecord with(DomainEvent event, Instant at) {
        if (event instanceof OrderEvent.OrderCompleted) {
            return ended(new End("COMPLETED", "", at));
        }
        if (event instanceof OrderEvent.OrderRejected rejected) {
            return ended(new End("REJECTED", rejected.reason().name(), at));
        }
        if (event instanceof OrderEvent.OrderCancelled cancelled) {
            return ended(new End("CANCELLED", cancelled.reason(), at));
        }
        return event instanceof OrderEvent.OrderPaid ? new OrderRecord(acceptedAt, end, true) : this;
    }

    private OrderRecord ended(End reached) {
        return new OrderRecord(acceptedAt, Optional.of(reached), paid);
    }

    /** From the first commit to the ending one. */
    public Optional<Duration> acceptToEnd() {
        return end.map(reached -> Duration.between(acceptedAt, reached.at()));
    }
}
