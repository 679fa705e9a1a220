package dev.orderflow.inventory.application.shipping;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.ShipmentFailed;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Change;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shipment of each order. An order has one fact about its shipment, so an item is written once and never again. */
public final class ShipmentProjection implements Subscriber {
    /** As operators name it. */
    public static final String READ_MODEL = "shipments";

    public static final ViewDefinition<ShipmentItem> DEFINITION =
            new ViewDefinition<>("shipments", ShipmentItem.class, List.of());

    private final Views<ShipmentItem> shipments;

    public ShipmentProjection(Views<ShipmentItem> shipments) {
        this.shipments = shipments;
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
        // The first fact stands, as it does between two batches.
        Map<String, Change<ShipmentItem>> items = new LinkedHashMap<>();
        for (Commit commit : commits) {
            Instant at = commit.metadata().recordedAt();
            long version = commit.firstVersion();
            for (DomainEvent event : commit.events()) {
                ShipmentItem item = item(event, at);
                if (item != null) {
                    items.putIfAbsent(item.orderId(), new Change<>(new View<>(item.orderId(), version, item), 0));
                }
                version++;
            }
        }
        // What is there already came with an earlier delivery of the same event.
        shipments.saveEach(items.values());
    }

    private static @Nullable ShipmentItem item(DomainEvent event, Instant at) {
        if (event instanceof ShipmentDispatched(var orderId, var shipmentId, var trackingNumber, var lines)) {
            return new ShipmentItem(orderId, shipmentId, trackingNumber, null, lines, at);
        }
        if (event instanceof ShipmentFailed(var orderId, var shipmentId, var reason)) {
            return new ShipmentItem(orderId, shipmentId, null, reason, List.of(), at);
        }
        return null;
    }
}
