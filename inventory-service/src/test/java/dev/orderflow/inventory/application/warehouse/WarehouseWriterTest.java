package dev.orderflow.inventory.application.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.eventstore.decision.Decider;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.inventory.application.InventoryWorld;
import dev.orderflow.inventory.domain.StockLevel;
import dev.orderflow.inventory.domain.Warehouse;
import dev.orderflow.inventory.domain.WarehouseCommand.ReserveStock;
import dev.orderflow.inventory.domain.WarehouseDecider;
import dev.orderflow.inventory.domain.WarehouseRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarehouseWriterTest {
    private static final int ORDERS = 1_000;

    @Test
    void a_thousand_orders_for_one_product_are_never_oversold_and_share_a_few_appends() throws Exception {
        InMemoryJournal stored = new InMemoryJournal();
        GatedJournal gated = new GatedJournal(stored);
        try (InventoryWorld world = new InventoryWorld(stored, gated, "inventory-0").withStock(Map.of("hot", 1_200))) {
            gated.close();
            List<CompletableFuture<Outcome<Warehouse, WarehouseRefusal>>> answers = IntStream.range(0, ORDERS)
                    .mapToObj(i -> world.live.submit(reserve(i), InventoryWorld.CAUSE))
                    .toList();
            gated.open();
            for (CompletableFuture<Outcome<Warehouse, WarehouseRefusal>> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
            }

            assertSoldOut(world.warehouseEvents());
            // The receipt; what had gone before the gate closed; 200 commands to each of the others.
            assertThat(world.warehouseCommits()).hasSizeLessThanOrEqualTo(1 + 1 + ORDERS / 200);
        }
    }

    @Test
    void two_instances_that_sell_the_same_product_never_oversell_it() throws Exception {
        InMemoryJournal stored = new InMemoryJournal();
        try (InventoryWorld one = new InventoryWorld(stored, stored, "inventory-0").withStock(Map.of("hot", 1_200));
                InventoryWorld other = new InventoryWorld(stored, stored, "inventory-1")) {
            List<CompletableFuture<Outcome<Warehouse, WarehouseRefusal>>> answers = new ArrayList<>();
            for (int i = 0; i < ORDERS; i++) {
                // Every tenth order is handed to both, as while a lease moves from one to the other.
                answers.add((i % 2 == 0 ? one : other).live.submit(reserve(i), InventoryWorld.CAUSE));
                if (i % 10 == 0) {
                    answers.add((i % 2 == 0 ? other : one).live.submit(reserve(i), InventoryWorld.CAUSE));
                }
            }
            for (CompletableFuture<Outcome<Warehouse, WarehouseRefusal>> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS))
                        .isInstanceOfAny(Outcome.Done.class, Outcome.AlreadyDone.class);
            }
            assertSoldOut(one.warehouseEvents());
        }
    }

    @Test
    void a_redelivery_after_a_crash_between_append_and_answer_reserves_once() {
        InMemoryJournal stored = new InMemoryJournal();
        GatedJournal faulty = new GatedJournal(stored);
        try (InventoryWorld crashing = new InventoryWorld(stored, faulty, "inventory-0").withStock(Map.of("hot", 10))) {
            faulty.crashAfterTheNextAppend = true;
            assertThatThrownBy(() -> crashing.warehouse.execute(reserve(1), InventoryWorld.CAUSE))
                    .hasMessageContaining("crashed");
        }
        try (InventoryWorld restarted = new InventoryWorld(stored)) {
            assertThat(restarted.warehouse.execute(reserve(1), InventoryWorld.CAUSE))
                    .isInstanceOf(Outcome.AlreadyDone.class);
            assertThat(restarted.warehouse.current().level("hot")).isEqualTo(new StockLevel(10, 3));
            assertThat(restarted.warehouseEvents())
                    .filteredOn(StockReserved.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    void an_order_of_1500_lines_fits_into_a_commit() {
        List<SkuQuantity> lines = IntStream.range(0, 1_500)
                .mapToObj(i -> new SkuQuantity("sku-with-a-long-name-of-forty-letters" + i, 1 + i))
                .toList();
        try (InventoryWorld world = new InventoryWorld()) {
            assertThat(world.warehouse.execute(new ReserveStock("large", lines), InventoryWorld.CAUSE))
                    .isInstanceOf(Outcome.Done.class);
            assertThat(world.stored.load(WarehouseWriter.STREAM).getFirst().bytes().length)
                    .isLessThan(Journal.LARGEST_COMMIT_BYTES);
        }
    }

    private static ReserveStock reserve(int order) {
        return new ReserveStock("o" + order, List.of(new SkuQuantity("hot", 3)));
    }

    /** 1,200 pieces are 400 orders of three: no fewer and no more, and every order was answered once. */
    private static void assertSoldOut(List<WarehouseEvent> events) {
        assertThat(events).filteredOn(StockReserved.class::isInstance).hasSize(400);
        assertThat(events).filteredOn(StockReservationRefused.class::isInstance).hasSize(600);
        Decider<?, Warehouse, WarehouseEvent, ?> decider = new WarehouseDecider();
        Warehouse warehouse = decider.initial();
        for (WarehouseEvent event : events) {
            warehouse = decider.evolve(warehouse, event);
            assertThat(warehouse.level("hot").available()).isNotNegative();
        }
        assertThat(warehouse.level("hot")).isEqualTo(new StockLevel(1_200, 1_200));
    }

    /** Holds appends while the gate is closed, and dies between an append and its answer on request. */
    private static final class GatedJournal implements Journal {
        private final Journal journal;
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile boolean crashAfterTheNextAppend;
        private volatile boolean crashed;

        private GatedJournal(Journal journal) {
            this.journal = journal;
        }

        private void close() {
            gate = new CountDownLatch(1);
        }

        private void open() {
            gate.countDown();
        }

        @Override
        public AppendOutcome append(StoredCommit commit) {
            try {
                assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            AppendOutcome outcome = journal.append(commit);
            if (crashAfterTheNextAppend) {
                crashed = true;
            }
            failWhereCrashed();
            return outcome;
        }

        @Override
        public void read(StreamId stream, long afterVersion, Consumer<StoredCommit> reader) {
            failWhereCrashed();
            journal.read(stream, afterVersion, reader);
        }

        @Override
        public void readBackwards(StreamId stream, long upTo, Predicate<StoredCommit> reader) {
            failWhereCrashed();
            journal.readBackwards(stream, upTo, reader);
        }

        private void failWhereCrashed() {
            if (crashed) {
                throw new IllegalStateException("crashed");
            }
        }
    }
}
