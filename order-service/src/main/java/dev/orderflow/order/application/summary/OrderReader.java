package dev.orderflow.order.application.summary;

import dev.orderflow.events.Commit;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.summary.OrderTimeTravel.Past;
import dev.orderflow.order.domain.OrderIds;
import dev.orderflow.order.domain.Requester;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one order. Where the read model does not have it yet, its journal does: whoever was told that an order is
 * accepted never hears that there is none. The journal is asked for the order's beginning only, which no read model is
 * behind: what it may know beyond that would be taken back by the next read.
 */
public final class OrderReader {
    private final OrderSummaries summaries;
    private final Journal journal;
    private final OrderTimeTravel timeTravel;

    public OrderReader(OrderSummaries summaries, Journal journal, OrderTimeTravel timeTravel) {
        this.summaries = summaries;
        this.journal = journal;
        this.timeTravel = timeTravel;
    }

    /** Empty also where the order is not the requester's: the two must not be told apart. */
    public Optional<View<OrderSummary>> find(String orderId, Requester requester) {
        if (!OrderIds.isOrderId(orderId)) {
            return Optional.empty();
        }
        return summaries
                .find(orderId)
                .or(() -> beginning(orderId))
                .filter(view -> requester.maySee(view.value().customerId()));
    }

    /** The content of an order that was found. */
    public OrderContent content(String orderId) {
        return summaries
                .content(orderId)
                .or(() -> placed(history(orderId)).map(OrderContent::of))
                .orElseThrow(() -> new IllegalStateException("Order " + orderId + " was found and has no content"));
    }

    /** All commits of an order, read consistently; none where it is not the requester's. */
    public List<Commit> history(String orderId, Requester requester) {
        if (!OrderIds.isOrderId(orderId)) {
            return List.of();
        }
        List<Commit> commits = history(orderId);
        boolean visible = placed(commits)
                .filter(placed -> requester.maySee(placed.customerId()))
                .isPresent();
        return visible ? commits : List.of();
    }

    private Optional<View<OrderSummary>> beginning(String orderId) {
        return timeTravel.latest(firstCommit(orderId)).map(Past::summary);
    }

    /** One commit or none. */
    private List<Commit> firstCommit(String orderId) {
        List<Commit> first = new ArrayList<>();
        journal.readBackwards(OrderIds.stream(orderId), 1, stored -> first.add(stored.commit()));
        return first;
    }

    private List<Commit> history(String orderId) {
        return journal.load(OrderIds.stream(orderId)).stream()
                .map(StoredCommit::commit)
                .toList();
    }

    private static Optional<OrderPlaced> placed(List<Commit> commits) {
        return commits.stream()
                .flatMap(commit -> commit.events().stream())
                .filter(OrderPlaced.class::isInstance)
                .map(OrderPlaced.class::cast)
                .findFirst();
    }
}
