package dev.orderflow.inventory.application.stock;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.ShipmentFailed;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.WarehouseEvent.StockReceived;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Change;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.inventory.application.stock.StockMovement.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The warehouse's stream, product by product. However many commits come at once, a product is written once; each item
 * carries the version of the last event that touched it and passes over what it has seen.
 */
public final class StockProjection implements Subscriber {
    /** Two workers meet at most for as long as a lease takes to change hands. */
    private static final int ATTEMPTS = 5;

    /** Products read in one call; {@link Views#findAll} takes no more. */
    private static final int PRODUCTS_A_CALL = 1_000;

    private final Views<StockItem> items;
    private final Views<MovementPage> pages;

    public StockProjection(Views<StockItem> items, Views<MovementPage> pages) {
        this.items = items;
        this.pages = pages;
    }

    @Override
    public String name() {
        return "stock";
    }

    @Override
    public boolean wants(String category) {
        return category.equals("warehouse");
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        Map<String, List<StockMovement>> movements = bySku(commits);
        List<String> skus = List.copyOf(movements.keySet());
        for (int from = 0; from < skus.size(); from += PRODUCTS_A_CALL) {
            apply(skus.subList(from, Math.min(from + PRODUCTS_A_CALL, skus.size())), movements);
        }
    }

    private void apply(List<String> skus, Map<String, List<StockMovement>> movements) {
        Set<String> left = Set.copyOf(skus);
        for (int attempt = 1; attempt <= ATTEMPTS && !left.isEmpty(); attempt++) {
            Map<String, View<StockItem>> stored = items.findAll(left);
            List<Change<MovementPage>> full = new ArrayList<>();
            List<Change<StockItem>> changes = new ArrayList<>();
            for (String sku : left) {
                fold(sku, stored.get(sku), movements.getOrDefault(sku, List.of()), full, changes);
            }
            // Full pages go first; one that an interrupted attempt wrote is the same, and stays.
            pages.saveEach(full);
            left = items.saveEach(changes);
        }
        if (!left.isEmpty()) {
            throw new TransientFailureException(
                    "Another worker kept writing the stock of " + left.size() + " products");
        }
    }

    private static void fold(
            String sku,
            @Nullable View<StockItem> stored,
            List<StockMovement> movements,
            List<Change<MovementPage>> full,
            List<Change<StockItem>> changes) {
        long seen = stored == null ? 0 : stored.version();
        long version = seen;
        StockItem item = stored == null ? StockItem.none(sku) : stored.value();
        for (StockMovement movement : movements) {
            if (movement.version() > version) {
                item = item.after(movement);
                version = movement.version();
                if (item.fillsPage()) {
                    MovementPage page = item.page();
                    full.add(new Change<>(new View<>(page.id(), version, page), 0));
                    item = item.withoutPage();
                }
            }
        }
        if (version > seen) {
            changes.add(new Change<>(new View<>(sku, version, item), seen));
        }
    }

    /** What the commits moved, by product, each in its order. */
    static Map<String, List<StockMovement>> bySku(List<Commit> commits) {
        Map<String, List<StockMovement>> movements = new LinkedHashMap<>();
        for (Commit commit : commits) {
            Instant at = commit.metadata().recordedAt();
            long version = commit.firstVersion();
            for (DomainEvent event : commit.events()) {
                if (event instanceof WarehouseEvent warehouseEvent) {
                    add(warehouseEvent, version, at, movements);
                }
                version++;
            }
        }
        return movements;
    }

    private static void add(
            WarehouseEvent event, long version, Instant at, Map<String, List<StockMovement>> movements) {
        switch (event) {
            case StockReceived(var receiptId, var lines, var reason) ->
                add(Type.RECEIVED, lines, version, at, null, reason, movements);
            case StockAdjusted(var adjustmentId, var sku, var delta, var reason) ->
                of(sku, movements).add(new StockMovement(version, at, Type.ADJUSTED, delta, null, reason));
            case StockReserved(var orderId, var lines) ->
                add(Type.RESERVED, lines, version, at, orderId, null, movements);
            case StockReleased(var orderId, var lines) ->
                add(Type.RELEASED, lines, version, at, orderId, null, movements);
            case ShipmentDispatched(var orderId, var shipmentId, var trackingNumber, var lines) ->
                add(Type.DISPATCHED, lines, version, at, orderId, null, movements);
            case StockReservationRefused refused -> {}
            case ShipmentFailed failed -> {}
        }
    }

    private static void add(
            Type type,
            List<SkuQuantity> lines,
            long version,
            Instant at,
            @Nullable String orderId,
            @Nullable String reason,
            Map<String, List<StockMovement>> movements) {
        for (SkuQuantity line : lines) {
            of(line.sku(), movements).add(new StockMovement(version, at, type, line.quantity(), orderId, reason));
        }
    }

    private static List<StockMovement> of(String sku, Map<String, List<StockMovement>> movements) {
        return movements.computeIfAbsent(sku, one -> new ArrayList<>());
    }
}
