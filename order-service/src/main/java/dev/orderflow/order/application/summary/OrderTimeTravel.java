package dev.orderflow.order.application.summary;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Folds an order's history up to a point of the past, by the same function that keeps the read model. */
public final class OrderTimeTravel {
    private final OrderProgress progress;

    public OrderTimeTravel(OrderProgress progress) {
        this.progress = progress;
    }

    /** An order as it was. */
    public record Past(View<OrderSummary> summary, OrderContent content) {}

    /** @return empty where there is no history */
    public Optional<Past> latest(List<Commit> history) {
        return fold(history, (reached, at) -> true);
    }

    /** @return empty where the history has not come so far */
    public Optional<Past> atVersion(List<Commit> history, long version) {
        return fold(history, (reached, at) -> reached <= version)
                .filter(past -> past.summary().version() == version);
    }

    /** @return empty where the order was placed later */
    public Optional<Past> asOf(List<Commit> history, Instant time) {
        return fold(history, (reached, at) -> !at.isAfter(time));
    }

    private Optional<Past> fold(List<Commit> history, BiPredicate<Long, Instant> isStillPast) {
        @Nullable OrderSummary order = null;
        @Nullable OrderContent content = null;
        long version = 0;
        for (Commit commit : history) {
            Instant at = commit.metadata().recordedAt();
            for (DomainEvent event : commit.events()) {
                if (!isStillPast.test(version + 1, at)) {
                    return past(version, order, content);
                }
                version++;
                if (event instanceof OrderPlaced placed) {
                    content = OrderContent.of(placed);
                }
                if (event instanceof OrderEvent known) {
                    order = progress.after(order, known, at);
                }
            }
        }
        return past(version, order, content);
    }

    private static Optional<Past> past(long version, @Nullable OrderSummary order, @Nullable OrderContent content) {
        return order == null || content == null
                ? Optional.empty()
                : Optional.of(new Past(new View<>(order.orderId(), version, order), content));
    }
}
