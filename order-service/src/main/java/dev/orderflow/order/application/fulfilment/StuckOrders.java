package dev.orderflow.order.application.fulfilment;

import dev.orderflow.eventstore.json.Cursors;
import dev.orderflow.eventstore.view.Views.Page;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.summary.OrderSummaries;
import dev.orderflow.order.application.summary.OrderSummary;
import dev.orderflow.order.application.summary.StepProgress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every order that stands still, over all customers, those first that have waited longest. */
public final class StuckOrders {
    private static final List<String> LIST = List.of("stuck-orders");

    /** Journals that cannot be read are few or none; more than this would be another kind of day. */
    private static final int UNREADABLE_AT_MOST = 1_000;

    private final OrderSummaries summaries;
    private final SetAsideAnswers setAside;

    public StuckOrders(OrderSummaries summaries, SetAsideAnswers setAside) {
        this.summaries = summaries;
        this.setAside = setAside;
    }

    /** @param pending the step that is not answered */
    public record StuckOrder(View<OrderSummary> order, StepProgress pending, Stuck stuck) {
        private String key() {
            return OrderSummaries.stuckKey(stuck.since(), order.value().orderId());
        }
    }

    /**
     * A page.
     *
     * @param limit orders at most, 1 to 100
     * @param cursor of the page before, or null
     * @throws dev.orderflow.eventstore.view.InvalidCursorException where the cursor is not one of this list
     */
    public Page<StuckOrder> list(int limit, @Nullable String cursor) {
        String after = cursor == null ? null : Cursors.read(LIST, cursor, 1).getFirst();
        List<StuckOrder> found = new ArrayList<>();
        summaries.stuck(after, limit + 1).forEach(view -> givenUp(view).ifPresent(found::add));
        for (SetAsideAnswer answer : setAside.all(UNREADABLE_AT_MOST)) {
            unreadable(answer)
                    .filter(stuck -> after == null || stuck.key().compareTo(after) > 0)
                    .ifPresent(found::add);
        }
        List<StuckOrder> sorted = found.stream()
                .sorted(Comparator.comparing(StuckOrder::key))
                .limit(limit + 1L)
                .toList();
        if (sorted.size() <= limit) {
            return new Page<>(sorted, null);
        }
        List<StuckOrder> page = sorted.subList(0, limit);
        return new Page<>(page, Cursors.write(LIST, List.of(page.getLast().key())));
    }

    private static Optional<StuckOrder> givenUp(View<OrderSummary> view) {
        return Optional.ofNullable(view.value().pending())
                .flatMap(pending ->
                        Optional.ofNullable(Stuck.givenUp(pending)).map(stuck -> new StuckOrder(view, pending, stuck)));
    }

    private Optional<StuckOrder> unreadable(SetAsideAnswer answer) {
        return summaries
                .find(answer.orderId())
                .filter(view -> view.value().pending() != null)
                .map(view -> {
                    StepProgress pending = Objects.requireNonNull(view.value().pending());
                    return new StuckOrder(view, pending, Stuck.unreadable(pending, answer));
                });
    }
}
