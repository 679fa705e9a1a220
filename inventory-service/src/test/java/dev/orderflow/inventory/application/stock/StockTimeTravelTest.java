package dev.orderflow.inventory.application.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.WarehouseEvent.StockReceived;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Positions.Rise;
import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.inventory.application.stock.StockTimeTravel.History;
import dev.orderflow.inventory.application.warehouse.WarehouseWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StockTimeTravelTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final InMemoryViewStore store = new InMemoryViewStore();
    private final Views<StockItem> items = store.create(StockRecords.ITEMS);
    private final Views<MovementPage> pages = store.create(StockRecords.PAGES);
    private final StockProjection projection = new StockProjection(items, pages);
    private final InMemoryJournal journal = new InMemoryJournal();
    private final Positions positions = new InMemoryPositions().of("inventory");
    private final TestCommits commits = TestCommits.ofANewWriter();
    private final List<StoredCommit> appended = new ArrayList<>();
    private final List<long[]> levels = new ArrayList<>(List.of(new long[] {0, 0}));
    private final AtomicInteger pagesRead = new AtomicInteger();
    private long version;

    @Test
    void tells_the_stock_at_every_version_wherever_the_read_model_stands() {
        Random random = new Random(1);
        receive(1_000);
        for (int i = 0; i < 120; i++) {
            switch (random.nextInt(4)) {
                case 0 -> append(new StockAdjusted("a" + i, "mug", 1, "found"));
                case 1 -> append(new StockAdjusted("b" + i, "lamp", 1, "found"));
                case 2 -> append(new StockReserved("o" + i, one("mug")), new StockReserved("p" + i, one("lamp")));
                default ->
                    append(
                            new StockReserved("o" + i, one("mug")),
                            new ShipmentDispatched("o" + i, "s", "t", one("mug")));
            }
        }
        for (int projected : new int[] {0, 1, 17, 60, appended.size()}) {
            project(projected);
            History history = history("mug");
            assertThat(history.warehouseVersion()).isEqualTo(version);
            for (int at = 1; at <= version; at++) {
                StockMoment moment = history.atVersion(at).orElseThrow();
                assertThat(new long[] {moment.onHand(), moment.reserved()})
                        .as("at %d, projected %d commits", at, projected)
                        .isEqualTo(levels.get(at));
                assertThat(moment.version()).isLessThanOrEqualTo(at);
                assertThat(history.asOf(NOON.plusSeconds(commitOf(at)))
                                .orElseThrow()
                                .version())
                        .isGreaterThanOrEqualTo(moment.version());
            }
        }
    }

    @Test
    void tells_the_stock_as_of_a_time() {
        receive(5);
        append(new StockReserved("o1", one("mug")));
        project(1);

        History history = history("mug");

        assertThat(history.asOf(NOON)).isEmpty();
        assertThat(history.asOf(NOON.plusSeconds(1)).orElseThrow().available()).isEqualTo(5);
        assertThat(history.asOf(NOON.plusSeconds(2)).orElseThrow().available()).isEqualTo(4);
        assertThat(history.asOf(NOON.plusSeconds(99)).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void what_never_moved_has_no_past() {
        append(new StockAdjusted("a", "lamp", 1, "found"));

        assertThat(history("mug").atVersion(1)).isEmpty();
        assertThat(history("mug").warehouseVersion()).isEqualTo(1);
        assertThat(history("mug").size()).isZero();
    }

    @Test
    void lists_every_moment_from_any_number_on() {
        receive(100);
        for (int i = 0; i < 20; i++) {
            append(new StockReserved("o" + i, one("mug")));
        }
        project(15);

        List<StockMoment> all = history("mug").from(0, 100);

        assertThat(all).hasSize(21);
        assertThat(all).extracting(StockMoment::reserved).isSorted().endsWith(20L);
        assertThat(history("mug").from(7, 5)).isEqualTo(all.subList(7, 12));
        assertThat(history("mug").from(21, 5)).isEmpty();
    }

    @Test
    void a_dozen_reads_find_any_moment_of_100_000() {
        int batch = 1_000;
        receive(1_000_000);
        for (int i = 0; i < 100; i++) {
            WarehouseEvent[] events = new WarehouseEvent[batch];
            for (int event = 0; event < batch; event++) {
                events[event] = new StockAdjusted("a" + i + "-" + event, "mug", 1, "found");
            }
            append(events);
        }
        project(appended.size());

        for (long at : new long[] {1, 10, 1_000, 50_000, 99_999}) {
            pagesRead.set(0);
            assertThat(history("mug").atVersion(at).orElseThrow().onHand()).isEqualTo(1_000_000 + at - 1);
            assertThat(pagesRead).as("reads at version %d", at).hasValueLessThanOrEqualTo(15);
        }
    }

    @Test
    void a_read_model_that_is_far_behind_has_to_catch_up_first() {
        for (int i = 0; i < 2_001; i++) {
            append(new StockAdjusted("a" + i, "mug", 1, "found"));
        }

        assertThatThrownBy(() -> history("mug")).isInstanceOf(TransientFailureException.class);
    }

    private void receive(int quantity) {
        append(new StockReceived("r", List.of(new SkuQuantity("mug", quantity)), "delivery"));
    }

    /** Each commit a second after the one before. */
    private void append(WarehouseEvent... events) {
        StoredCommit commit =
                commits.commit(WarehouseWriter.STREAM, version + 1, NOON.plusSeconds(appended.size() + 1L), events);
        journal.append(commit);
        appended.add(commit);
        version += events.length;
        for (WarehouseEvent event : events) {
            long[] before = levels.getLast();
            levels.add(
                    switch (event) {
                        case StockReceived received ->
                            new long[] {before[0] + received.lines().getFirst().quantity(), before[1]};
                        case StockAdjusted adjusted ->
                            new long[] {before[0] + (adjusted.sku().equals("mug") ? 1 : 0), before[1]};
                        case StockReserved reserved ->
                            new long[] {before[0], before[1] + (isMug(reserved.lines()) ? 1 : 0)};
                        case ShipmentDispatched dispatched -> new long[] {before[0] - 1, before[1] - 1};
                        default -> throw new AssertionError(event);
                    });
        }
    }

    private void project(int number) {
        if (number > 0) {
            projection.apply(
                    WarehouseWriter.STREAM,
                    appended.subList(0, number).stream()
                            .map(StoredCommit::commit)
                            .toList());
            positions.advance(Map.of(
                    WarehouseWriter.STREAM,
                    Rise.to(appended.get(number - 1).commit().lastVersion())));
        }
    }

    private long commitOf(long at) {
        for (int i = 0; i < appended.size(); i++) {
            if (appended.get(i).commit().lastVersion() >= at) {
                return i + 1L;
            }
        }
        throw new AssertionError(at);
    }

    private History history(String sku) {
        return new StockTimeTravel(WarehouseWriter.STREAM, items, counting(pages), journal, positions).history(sku);
    }

    @SuppressWarnings("unchecked")
    private Views<MovementPage> counting(Views<MovementPage> views) {
        return (Views<MovementPage>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Views.class}, (proxy, method, arguments) -> {
                    pagesRead.incrementAndGet();
                    try {
                        return method.invoke(views, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static boolean isMug(List<SkuQuantity> lines) {
        return lines.getFirst().sku().equals("mug");
    }

    private static List<SkuQuantity> one(String sku) {
        return List.of(new SkuQuantity(sku, 1));
    }
}
