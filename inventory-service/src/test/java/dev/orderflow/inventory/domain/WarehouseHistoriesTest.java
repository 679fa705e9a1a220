package dev.orderflow.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.ShipmentFailed;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.WarehouseEvent.StockReceived;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.eventstore.decision.Decision;
import dev.orderflow.inventory.domain.WarehouseCommand.AdjustStock;
import dev.orderflow.inventory.domain.WarehouseCommand.DispatchShipment;
import dev.orderflow.inventory.domain.WarehouseCommand.FailShipment;
import dev.orderflow.inventory.domain.WarehouseCommand.ReceiveStock;
import dev.orderflow.inventory.domain.WarehouseCommand.ReleaseStock;
import dev.orderflow.inventory.domain.WarehouseCommand.ReserveStock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for every history, whatever is asked in whatever order, and asked again. */
class WarehouseHistoriesTest {
    private static final List<String> SKUS = List.of("a", "b", "c");
    private final WarehouseDecider decider = new WarehouseDecider();

    @Property(tries = 400)
    void nothing_is_ever_oversold_and_the_books_are_right(@ForAll("commands") List<WarehouseCommand> commands) {
        Warehouse warehouse = decider.initial();
        Books books = new Books();
        for (WarehouseCommand command : commands) {
            for (WarehouseEvent event : accepted(command, warehouse)) {
                warehouse = decider.evolve(warehouse, event);
                books.enter(event);
                for (String sku : SKUS) {
                    StockLevel level = warehouse.level(sku);
                    assertThat(level.available()).isNotNegative();
                    assertThat(level.onHand()).isEqualTo(books.onHand.getOrDefault(sku, 0L));
                    assertThat(level.reserved()).isEqualTo(books.reserved(sku));
                }
            }
        }
    }

    @Property(tries = 400)
    void every_fact_is_stated_once_per_order(@ForAll("commands") List<WarehouseCommand> commands) {
        Set<String> stated = new HashSet<>();
        Warehouse warehouse = decider.initial();
        for (WarehouseCommand command : commands) {
            for (WarehouseEvent event : accepted(command, warehouse)) {
                warehouse = decider.evolve(warehouse, event);
                assertThat(stated.add(fact(event))).as("%s once", event).isTrue();
            }
        }
    }

    @Property(tries = 200)
    void asking_again_at_once_changes_nothing(@ForAll("commands") List<WarehouseCommand> commands) {
        Warehouse warehouse = decider.initial();
        for (WarehouseCommand command : commands) {
            for (WarehouseEvent event : accepted(command, warehouse)) {
                warehouse = decider.evolve(warehouse, event);
            }
            assertThat(accepted(command, warehouse)).isEmpty();
        }
    }

    @Property(tries = 200)
    void a_warehouse_restored_from_its_memento_goes_on_the_same(@ForAll("commands") List<WarehouseCommand> commands) {
        Warehouse folded = decider.initial();
        Warehouse restored = decider.initial();
        for (WarehouseCommand command : commands) {
            List<WarehouseEvent> events = accepted(command, folded);
            assertThat(accepted(command, restored)).isEqualTo(events);
            for (WarehouseEvent event : events) {
                folded = decider.evolve(folded, event);
                restored = Warehouse.of(decider.evolve(restored, event).memento());
            }
        }
        assertThat(restored.memento()).isEqualTo(folded.memento());
    }

    @Provide
    Arbitrary<List<WarehouseCommand>> commands() {
        Arbitrary<String> skus = Arbitraries.of(SKUS);
        Arbitrary<String> orders = Arbitraries.of("o1", "o2", "o3", "o4", "o5", "o6");
        Arbitrary<String> keys = Arbitraries.of("k1", "k2", "k3", "k4", "k5");
        Arbitrary<List<SkuQuantity>> lines = Combinators.combine(
                        skus, Arbitraries.integers().between(1, 9))
                .as(SkuQuantity::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .uniqueElements(SkuQuantity::sku);
        return Arbitraries.<WarehouseCommand>oneOf(
                        Combinators.combine(keys, lines).as((key, some) -> new ReceiveStock(key, some, "test")),
                        Combinators.combine(
                                        keys,
                                        skus,
                                        Arbitraries.integers().between(-9, 9).filter(i -> i != 0))
                                .as((key, sku, delta) -> new AdjustStock(key, sku, delta, "test")),
                        Combinators.combine(orders, lines).as(ReserveStock::new),
                        Combinators.combine(orders, lines).as(ReserveStock::new),
                        orders.map(ReleaseStock::new),
                        orders.map(order -> new DispatchShipment(order, "s-" + order, "t-" + order)),
                        orders.map(order -> new FailShipment(order, "s-" + order, "refused")))
                .list()
                .ofMaxSize(60);
    }

    private List<WarehouseEvent> accepted(WarehouseCommand command, Warehouse warehouse) {
        return switch (decider.decide(command, warehouse)) {
            case Decision.Accepted<WarehouseEvent, WarehouseRefusal>(var events) -> events;
            case Decision.Refused<WarehouseEvent, WarehouseRefusal> refused -> List.of();
        };
    }

    /** Reserved and refused are one fact: the answer to the reservation. So are dispatched and failed. */
    private static String fact(WarehouseEvent event) {
        return switch (event) {
            case StockReceived received -> "receipt " + received.receiptId();
            case StockAdjusted adjusted -> "adjustment " + adjusted.adjustmentId();
            case StockReserved reserved -> "reservation " + reserved.orderId();
            case StockReservationRefused refused -> "reservation " + refused.orderId();
            case StockReleased released -> "release " + released.orderId();
            case ShipmentDispatched dispatched -> "shipment " + dispatched.orderId();
            case ShipmentFailed failed -> "shipment " + failed.orderId();
        };
    }

    /** Bookkeeping of another kind: sums over events and the lines of each order. */
    private static final class Books {
        private final Map<String, Long> onHand = new HashMap<>();
        private final Map<String, List<SkuQuantity>> held = new HashMap<>();

        private void enter(WarehouseEvent event) {
            switch (event) {
                case StockReceived received -> received.lines().forEach(line -> add(line.sku(), line.quantity()));
                case StockAdjusted adjusted -> add(adjusted.sku(), adjusted.delta());
                case StockReserved reserved -> held.put(reserved.orderId(), reserved.lines());
                case StockReservationRefused refused ->
                    assertThat(refused.shortages())
                            .isNotEmpty()
                            .allMatch(short1 -> short1.available() < short1.requested() && short1.available() >= 0);
                case StockReleased released ->
                    assertThat(orNothing(held.remove(released.orderId()))).isEqualTo(released.lines());
                case ShipmentDispatched dispatched -> {
                    assertThat(held.remove(dispatched.orderId())).isEqualTo(dispatched.lines());
                    dispatched.lines().forEach(line -> add(line.sku(), -line.quantity()));
                }
                case ShipmentFailed failed -> {}
            }
        }

        private static List<SkuQuantity> orNothing(List<SkuQuantity> lines) {
            return lines == null ? List.of() : lines;
        }

        private void add(String sku, int pieces) {
            onHand.merge(sku, (long) pieces, Long::sum);
        }

        private long reserved(String sku) {
            List<SkuQuantity> all = new ArrayList<>();
            held.values().forEach(all::addAll);
            return all.stream()
                    .filter(line -> line.sku().equals(sku))
                    .mapToLong(SkuQuantity::quantity)
                    .sum();
        }
    }
}
