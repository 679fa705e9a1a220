package dev.orderflow.inventory.application.shipping;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.ShipmentFailed;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.inventory.application.Concurrently;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The shipment of each order. An order has one fact about its shipment, so an item is written once and never again. */
public final class ShipmentProjection implements Subscriber {
    public static final ViewDefinition<ShipmentItem> DEFINITION =
            new ViewDefinition<>("shipments", ShipmentItem.class, List.of());

    private final Views<ShipmentItem> shipments;
    private final int writesAtOnce;

    public ShipmentProjection(Views<ShipmentItem> shipments, int writesAtOnce) {
        this.shipments = shipments;
        this.writesAtOnce = writesAtOnce;
    }

    @Override
    public String name() {
        return "shipments";
    }

    @Override
    public boolean wants(String category) {
        return category.equals("warehouse");
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        List<View<ShipmentItem>> items = new ArrayList<>();
        for (Commit commit : commits) {
            Instant at = commit.metadata().recordedAt();
            long version = commit.firstVersion();
            for (DomainEvent event : commit.events()) {
                if (event instanceof ShipmentDispatched(var orderId, var shipmentId, var trackingNumber, var lines)) {
                    items.add(new View<>(
                            orderId, version, new ShipmentItem(orderId, shipmentId, trackingNumber, null, lines, at)));
                } else if (event instanceof ShipmentFailed(var orderId, var shipmentId, var reason)) {
                    items.add(new View<>(
                            orderId, version, new ShipmentItem(orderId, shipmentId, null, reason, List.of(), at)));
                }
                version++;
            }
        }
        // What is there already came with an earlier delivery of the same event.
        Concurrently.forEach(items, writesAtOnce, item -> shipments.save(item, 0));
    }
}
