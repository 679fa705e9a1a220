package dev.orderflow.inventory.application.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.Commit;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.ShipmentFailed;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.WarehouseEvent.StockReceived;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.view.InvalidCursorException;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Page;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.inventory.application.InventoryWorld;
import dev.orderflow.inventory.application.stock.StockMovement.Type;
import dev.orderflow.inventory.application.warehouse.WarehouseWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StockProjectionTest {
    private static final List<String> SKUS = List.of("mug", "lamp", "bowl");

    @Test
    void shows_what_is_there_and_what_moved_it() {
        Read read = new Read();
        read.apply(
                new StockReceived("r1", List.of(new SkuQuantity("mug", 10), new SkuQuantity("lamp", 1)), "delivery"),
                new StockReserved("o1", List.of(new SkuQuantity("mug", 3))),
                new StockReservationRefused("o2", List.of()),
                new StockReserved("o3", List.of(new SkuQuantity("mug", 2))),
                new StockReleased("o3", List.of(new SkuQuantity("mug", 2))),
                new ShipmentFailed("o4", "s4", "no"),
                new StockAdjusted("a1", "mug", -1, "broken"),
                new ShipmentDispatched("o1", "s1", "t1", List.of(new SkuQuantity("mug", 3))));

        View<StockItem> mug = read.records.find("mug").orElseThrow();
        assertThat(mug.version()).isEqualTo(8);
        assertThat(mug.value().onHand()).isEqualTo(6);
        assertThat(mug.value().reserved()).isZero();
        assertThat(mug.value().available()).isEqualTo(6);
        assertThat(read.records.find("lamp").orElseThrow().version()).isEqualTo(1);
        assertThat(read.records.find("unheard-of")).isEmpty();
        assertThat(read.all("mug", 100))
                .containsExactly(
                        new StockMovement(8, InventoryWorld.NOON, Type.DISPATCHED, 3, "o1", null),
                        new StockMovement(7, InventoryWorld.NOON, Type.ADJUSTED, -1, null, "broken"),
                        new StockMovement(5, InventoryWorld.NOON, Type.RELEASED, 2, "o3", null),
                        new StockMovement(4, InventoryWorld.NOON, Type.RESERVED, 2, "o3", null),
                        new StockMovement(2, InventoryWorld.NOON, Type.RESERVED, 3, "o1", null),
                        new StockMovement(1, InventoryWorld.NOON, Type.RECEIVED, 10, null, "delivery"));
    }

    @Test
    void one_batch_many_batches_and_every_batch_twice_come_to_the_same() {
        List<Commit> history = history(new Random(1), 400);
        Read atOnce = new Read();
        atOnce.projection.apply(WarehouseWriter.STREAM, history);
        Read oneByOne = new Read();
        Read twice = new Read();
        Read overlapping = new Read();
        for (int i = 0; i < history.size(); i++) {
            oneByOne.projection.apply(WarehouseWriter.STREAM, List.of(history.get(i)));
            twice.projection.apply(WarehouseWriter.STREAM, List.of(history.get(i)));
            twice.projection.apply(WarehouseWriter.STREAM, List.of(history.get(i)));
            overlapping.projection.apply(WarehouseWriter.STREAM, history.subList(Math.max(0, i - 7), i + 1));
        }
        assertThat(oneByOne.everything()).isEqualTo(atOnce.everything());
        assertThat(twice.everything()).isEqualTo(atOnce.everything());
        assertThat(overlapping.everything()).isEqualTo(atOnce.everything());
    }

    @Test
    void pages_through_all_movements_whatever_the_limit() {
        Read read = new Read();
        read.projection.apply(WarehouseWriter.STREAM, history(new Random(2), 300));
        List<StockMovement> all = read.all("mug", 100);
        assertThat(all).hasSizeGreaterThan(100).isSortedAccordingTo((a, b) -> Long.compare(b.version(), a.version()));
        for (int limit : new int[] {1, 7, 8, 9, 16, 33}) {
            assertThat(read.all("mug", limit)).isEqualTo(all);
        }
    }

    @Test
    void goes_on_with_a_page_although_more_moved_meanwhile() {
        Read read = new Read();
        List<Commit> history = history(new Random(3), 100);
        read.projection.apply(WarehouseWriter.STREAM, history.subList(0, history.size() / 2));
        List<StockMovement> before = read.all("mug", 100);
        Page<StockMovement> first = read.records.movements("mug", 5, null).orElseThrow();
        read.projection.apply(WarehouseWriter.STREAM, history);

        assertThat(read.records.movements("mug", 5, first.next()).orElseThrow().items())
                .isEqualTo(before.subList(5, 10));
    }

    @Test
    void takes_only_its_own_cursors() {
        Read read = new Read();
        read.projection.apply(WarehouseWriter.STREAM, history(new Random(4), 100));
        String cursor = read.records.movements("mug", 5, null).orElseThrow().next();
        assertThatThrownBy(() -> read.records.movements("lamp", 5, cursor)).isInstanceOf(InvalidCursorException.class);
        assertThatThrownBy(() -> read.records.movements("mug", 5, "forged")).isInstanceOf(InvalidCursorException.class);
    }

    @Test
    void a_worker_that_lost_the_race_reads_again() {
        InMemoryViewStore store = new InMemoryViewStore();
        Views<StockItem> items = store.create(StockRecords.ITEMS);
        Views<MovementPage> pages = store.create(StockRecords.PAGES);
        List<Commit> history = history(new Random(5), 50);
        // The other worker is always a little ahead, right between this one's read and write.
        StockProjection other = new StockProjection(items, pages);
        Racing<StockItem> racing =
                new Racing<>(items, () -> other.apply(WarehouseWriter.STREAM, history.subList(0, history.size() / 2)));
        new StockProjection(racing, pages).apply(WarehouseWriter.STREAM, history);

        Read undisturbed = new Read();
        undisturbed.projection.apply(WarehouseWriter.STREAM, history);
        assertThat(new StockRecords(items, pages).find("mug")).isEqualTo(undisturbed.records.find("mug"));
        assertThat(racing.lost).isPositive();
    }

    /** A plausible history: levels never negative, several events to a commit. */
    private static List<Commit> history(Random random, int events) {
        List<Commit> commits = new ArrayList<>();
        List<WarehouseEvent> pending = new ArrayList<>();
        List<String> held = new ArrayList<>();
        long version = 0;
        List<SkuQuantity> everything =
                SKUS.stream().map(sku -> new SkuQuantity(sku, 1_000_000)).toList();
        pending.add(new StockReceived("r0", everything, "opening"));
        for (int i = 0; i < events; i++) {
            String orderId = "o" + i;
            List<SkuQuantity> one = List.of(new SkuQuantity(SKUS.get(orderIndex(orderId) % 3), 1));
            switch (random.nextInt(4)) {
                case 0 -> pending.add(new StockAdjusted("a" + i, "mug", 1 + random.nextInt(5), "found"));
                case 1 -> {
                    if (!held.isEmpty()) {
                        String other = held.removeFirst();
                        List<SkuQuantity> lines = List.of(new SkuQuantity(SKUS.get(orderIndex(other) % 3), 1));
                        pending.add(
                                random.nextBoolean()
                                        ? new StockReleased(other, lines)
                                        : new ShipmentDispatched(other, "s", "t", lines));
                    }
                }
                default -> {
                    pending.add(new StockReserved(orderId, one));
                    held.add(orderId);
                }
            }
            if (random.nextInt(3) == 0 && !pending.isEmpty()) {
                commits.add(InventoryWorld.commit(
                        WarehouseWriter.STREAM, version + 1, pending.toArray(WarehouseEvent[]::new)));
                version += pending.size();
                pending.clear();
            }
        }
        return commits;
    }

    private static int orderIndex(String orderId) {
        return Integer.parseInt(orderId.substring(1));
    }

    private static final class Read {
        private final InMemoryViewStore store = new InMemoryViewStore();
        private final Views<StockItem> items = store.create(StockRecords.ITEMS);
        private final Views<MovementPage> pages = store.create(StockRecords.PAGES);
        private final StockProjection projection = new StockProjection(items, pages);
        private final StockRecords records = new StockRecords(items, pages);

        private void apply(WarehouseEvent... events) {
            projection.apply(WarehouseWriter.STREAM, List.of(InventoryWorld.commit(WarehouseWriter.STREAM, 1, events)));
        }

        private List<StockMovement> all(String sku, int limit) {
            List<StockMovement> all = new ArrayList<>();
            String cursor = null;
            do {
                Page<StockMovement> page = records.movements(sku, limit, cursor).orElseThrow();
                assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
                all.addAll(page.items());
                cursor = page.next();
            } while (cursor != null);
            return all;
        }

        private List<Object> everything() {
            List<Object> everything = new ArrayList<>();
            for (String sku : SKUS) {
                everything.add(items.find(sku));
                everything.add(all(sku, 100));
            }
            return everything;
        }
    }

    /** Lets somebody else write between the first read and the write. */
    private static final class Racing<V> implements Views<V> {
        private final Views<V> views;
        private Runnable meanwhile;
        private volatile int lost;

        private Racing(Views<V> views, Runnable meanwhile) {
            this.views = views;
            this.meanwhile = meanwhile;
        }

        @Override
        public Optional<View<V>> find(String id) {
            return views.find(id);
        }

        @Override
        public Map<String, View<V>> findAll(Collection<String> ids) {
            Map<String, View<V>> found = views.findAll(ids);
            meanwhile.run();
            meanwhile = () -> {};
            return found;
        }

        @Override
        public synchronized boolean save(View<V> view, long expectedVersion) {
            boolean saved = views.save(view, expectedVersion);
            lost += saved ? 0 : 1;
            return saved;
        }

        @Override
        public Write<V> writing(View<V> view, long expectedVersion) {
            return views.writing(view, expectedVersion);
        }

        @Override
        public Page<View<V>> query(Query query) {
            return views.query(query);
        }
    }
}
