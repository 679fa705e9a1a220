package dev.orderflow.simulation;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.order.application.catalogue.Catalogue;
import dev.orderflow.order.application.catalogue.CatalogueProjection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All read models made anew, by the services' own projections, from commits in an order in which they may have come. */
final class Rebuild {
    private final Map<String, InMemoryViewStore> stores = new HashMap<>();
    private final List<Subscriber> projections = new ArrayList<>();
    private final Map<StreamId, Long> seen = new HashMap<>();

    Rebuild() {
        projections.add(new CatalogueProjection(store("orders").create(Catalogue.VIEW)));
        projections.add(OrderProcess.summaryProjection(store("orders")));
        projections.addAll(Importing.projections(store("orders")));
        projections.addAll(InventoryProcess.projections(store("inventory")));
        projections.add(PaymentProcess.projection(store("payments"), store("payments")));
        projections.addAll(NotificationProcess.projections(store("notifications")));
    }

    /** Applies a commit, unless it was applied before. */
    void apply(Commit commit) {
        long before = seen.getOrDefault(commit.streamId(), 0L);
        if (commit.firstVersion() == before + 1) {
            seen.put(commit.streamId(), commit.lastVersion());
            projections.stream()
                    .filter(projection -> projection.wants(commit.streamId().category()))
                    .forEach(projection -> projection.apply(commit.streamId(), List.of(commit)));
        }
    }

    /** What differs between a service's live read models and these; empty where not a byte does. */
    List<String> differences(String service, InMemoryViewStore live) {
        List<String> differences = new ArrayList<>();
        Map<String, Map<String, String>> stands = live.everything();
        store(service).everything().forEach((table, items) -> {
            Map<String, String> there = stands.getOrDefault(table, Map.of());
            if (!there.equals(items)) {
                items.keySet().stream()
                        .filter(id -> !items.get(id).equals(there.get(id)))
                        .forEach(id -> differences.add(
                                table + " " + id + " is " + there.get(id) + ", and rebuilt " + items.get(id)));
                there.keySet().stream()
                        .filter(id -> !items.containsKey(id))
                        .forEach(id -> differences.add(table + " " + id + " is there, and not when rebuilt"));
            }
        });
        return differences;
    }

    private InMemoryViewStore store(String service) {
        return stores.computeIfAbsent(service, missing -> new InMemoryViewStore());
    }
}
