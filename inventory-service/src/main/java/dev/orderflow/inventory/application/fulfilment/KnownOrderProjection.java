package dev.orderflow.inventory.application.fulfilment;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderEvent.OrderShipmentRequested;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.view.StreamItems;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders as the warehouse knows them: written when one is placed and when its shipment is asked for, and not for the
 * many events between that say nothing about goods. The item's version is the order's at the last event that counts.
 */
public final class KnownOrderProjection implements Subscriber {
    public static final ViewDefinition<KnownOrder> DEFINITION =
            new ViewDefinition<>("orders", KnownOrder.class, List.of());

    private static final String NAME = "known-orders";

    private final StreamItems<KnownOrder> orders;

    public KnownOrderProjection(Views<KnownOrder> orders) {
        this.orders = StreamItems.ofVersionsThatCount(NAME, orders);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean wants(String category) {
        return category.equals("order");
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        if (commits.stream().flatMap(commit -> commit.events().stream()).noneMatch(KnownOrderProjection::counts)) {
            return;
        }
        orders.update(stream, commits.getFirst().firstVersion(), stored -> {
            View<KnownOrder> after = fold(stream.key(), stored, commits);
            return after == stored ? null : after;
        });
    }

    private static @Nullable View<KnownOrder> fold(
            String orderId, @Nullable View<KnownOrder> stored, List<Commit> commits) {
        View<KnownOrder> order = stored;
        for (Commit commit : commits) {
            long version = commit.firstVersion();
            for (DomainEvent event : commit.events()) {
                if (event instanceof OrderPlaced placed && order == null) {
                    order = new View<>(
                            orderId,
                            version,
                            new KnownOrder(
                                    orderId,
                                    placed.customerId(),
                                    OrderLines.quantities(placed),
                                    placed.shipTo(),
                                    null));
                } else if (event instanceof OrderShipmentRequested && order != null && order.version() < version) {
                    order = new View<>(
                            orderId,
                            version,
                            order.value().shipmentRequested(commit.metadata().recordedAt()));
                }
                version++;
            }
        }
        return order;
    }

    private static boolean counts(DomainEvent event) {
        return event instanceof OrderPlaced || event instanceof OrderShipmentRequested;
    }
}
