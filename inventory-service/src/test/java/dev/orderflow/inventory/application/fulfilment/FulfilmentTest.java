package dev.orderflow.inventory.application.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.Address;
import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderEvent.OrderCancellationRequested;
import dev.orderflow.events.OrderEvent.OrderShipmentRequested;
import dev.orderflow.events.OrderEvent.OrderStepRetried;
import dev.orderflow.events.OrderEvent.OrderStockReleaseRequested;
import dev.orderflow.events.Shortage;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.ShipmentFailed;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.eventstore.decision.DerivedIds;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.inventory.application.InventoryWorld;
import dev.orderflow.inventory.application.shipping.Carrier;
import dev.orderflow.inventory.application.shipping.ShipmentItem;
import dev.orderflow.inventory.application.shipping.ShipmentProjection;
import dev.orderflow.inventory.application.shipping.Shipping;
import dev.orderflow.inventory.application.warehouse.WarehouseWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FulfilmentTest {
    private static final SkuQuantity TWO_MUGS = new SkuQuantity("mug", 2);
    private static final Address LEEDS = new Address("Ada", "1 High Street", null, "Leeds", "LS1 1AA", "UK");
    private static final String SHIPMENT = DerivedIds.of("s", "o1");

    private final InventoryWorld world = new InventoryWorld().withStock(Map.of("mug", 5, "lamp", 1));
    private final Views<KnownOrder> orders = world.views.create(KnownOrderProjection.DEFINITION);
    private final Views<ShipmentItem> shipments = world.views.create(ShipmentProjection.DEFINITION);
    private final FakeCarrier carrier = new FakeCarrier();
    private final OrderStock stock = new OrderStock(world.warehouse);
    private final Shipping shipping = new Shipping(world.warehouse, carrier);
    private final List<Subscriber> subscribers = List.of(
            new KnownOrderProjection(orders),
            new OrderReactions(List.of(
                    new WhenOrderPlacedThenReserveStock(stock),
                    new WhenStockReleaseRequestedThenRelease(stock),
                    new WhenShipmentRequestedThenShip(shipping),
                    new WhenOrderStepRetriedThenRepeatIt(orders, stock, shipping))));

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void an_order_is_reserved_and_shipped_and_every_delivery_again_changes_nothing() {
        List<Commit> history = List.of(
                order(1, InventoryWorld.placed("o1", LEEDS, TWO_MUGS)),
                order(2, new OrderShipmentRequested("o1", LEEDS)));
        for (int i = 0; i < 3; i++) {
            history.forEach(commit -> deliver(commit));
        }
        deliver(history.toArray(Commit[]::new));

        assertThat(told())
                .containsExactly(
                        new StockReserved("o1", List.of(TWO_MUGS)),
                        new ShipmentDispatched("o1", SHIPMENT, "T-" + SHIPMENT, List.of(TWO_MUGS)));
        assertThat(carrier.asked).containsExactly(new Carrier.Parcel(SHIPMENT, "o1", LEEDS, List.of(TWO_MUGS)));
        assertThat(world.warehouseCommits().getLast().metadata().causationId()).isEqualTo("order-o1@2");
    }

    @Test
    void an_order_that_cannot_be_served_is_told_every_shortage() {
        deliver(order(1, InventoryWorld.placed("o1", LEEDS, TWO_MUGS, new SkuQuantity("lamp", 2))));
        assertThat(told()).containsExactly(new StockReservationRefused("o1", List.of(new Shortage("lamp", 2, 1))));
    }

    @Test
    void two_lines_of_one_product_are_reserved_together() {
        deliver(order(1, InventoryWorld.placed("o1", LEEDS, TWO_MUGS, new SkuQuantity("mug", 4))));
        assertThat(told()).containsExactly(new StockReservationRefused("o1", List.of(new Shortage("mug", 6, 5))));
    }

    @Test
    void a_release_gives_everything_back_once() {
        deliver(
                order(1, InventoryWorld.placed("o1", LEEDS, TWO_MUGS)),
                order(2, new OrderCancellationRequested("o1", "ada", "")),
                order(3, new OrderStockReleaseRequested("o1")));
        deliver(order(3, new OrderStockReleaseRequested("o1")));
        assertThat(told())
                .containsExactly(
                        new StockReserved("o1", List.of(TWO_MUGS)), new StockReleased("o1", List.of(TWO_MUGS)));
    }

    @Test
    void a_release_that_comes_first_bars_the_reservation() {
        deliver(order(2, new OrderStockReleaseRequested("o1")));
        deliver(order(1, InventoryWorld.placed("o1", LEEDS, TWO_MUGS)));
        assertThat(told()).containsExactly(new StockReleased("o1", List.of()));
    }

    @Test
    void what_the_carrier_refuses_for_good_stays_held_until_it_is_released() {
        carrier.answer = new Carrier.Answer.Refused("no such place");
        deliver(
                order(1, InventoryWorld.placed("o1", LEEDS, TWO_MUGS)),
                order(2, new OrderShipmentRequested("o1", LEEDS)));
        assertThat(world.warehouse.current().level("mug").reserved()).isEqualTo(2);
        deliver(order(3, new OrderStockReleaseRequested("o1")));
        assertThat(told())
                .containsExactly(
                        new StockReserved("o1", List.of(TWO_MUGS)),
                        new ShipmentFailed("o1", SHIPMENT, "no such place"),
                        new StockReleased("o1", List.of(TWO_MUGS)));
    }

    @Test
    void a_carrier_that_does_not_answer_is_no_failed_shipment() {
        deliver(order(1, InventoryWorld.placed("o1", LEEDS, TWO_MUGS)));
        carrier.timeOuts = 1;
        assertThatThrownBy(() -> deliver(order(2, new OrderShipmentRequested("o1", LEEDS))))
                .isInstanceOf(TransientFailureException.class);
        assertThat(told()).hasSize(1);

        deliver(order(2, new OrderShipmentRequested("o1", LEEDS)));
        assertThat(told().getLast()).isInstanceOf(ShipmentDispatched.class);
    }

    @Test
    void nothing_is_handed_to_the_carrier_that_is_not_held() {
        deliver(order(2, new OrderShipmentRequested("o1", LEEDS)));
        deliver(order(2, new OrderShipmentRequested("o1", LEEDS)));
        assertThat(told()).containsExactly(new ShipmentFailed("o1", SHIPMENT, "Nothing is reserved for this order"));

        deliver(new Commit[] {
            InventoryWorld.orderCommit("o2", 1, InventoryWorld.placed("o2", LEEDS, TWO_MUGS)),
            InventoryWorld.orderCommit("o2", 2, new OrderStockReleaseRequested("o2")),
            InventoryWorld.orderCommit("o2", 3, new OrderShipmentRequested("o2", LEEDS))
        });
        assertThat(told()).filteredOn(ShipmentDispatched.class::isInstance).isEmpty();
        assertThat(carrier.asked).isEmpty();
    }

    @Test
    void a_release_after_the_parcel_left_changes_nothing() {
        deliver(
                order(1, InventoryWorld.placed("o1", LEEDS, TWO_MUGS)),
                order(2, new OrderShipmentRequested("o1", LEEDS)),
                order(3, new OrderStockReleaseRequested("o1")));
        assertThat(told()).hasSize(2);
        assertThat(world.warehouse.current().level("mug").onHand()).isEqualTo(3);
    }

    @Test
    void a_retried_step_is_done_where_it_was_not() {
        // Nobody reacted to the requests: only the order is known.
        subscribers.getFirst().apply(stream(), List.of(order(1, InventoryWorld.placed("o1", LEEDS, TWO_MUGS))));
        deliver(order(2, new OrderStepRetried("o1", FulfilmentStep.RESERVE_STOCK, 1)));
        deliver(order(3, new OrderStepRetried("o1", FulfilmentStep.CAPTURE_PAYMENT, 1)));
        deliver(order(4, new OrderStepRetried("o1", FulfilmentStep.SHIP, 1)));
        deliver(order(5, new OrderStepRetried("o1", FulfilmentStep.SHIP, 2)));
        assertThat(told())
                .containsExactly(
                        new StockReserved("o1", List.of(TWO_MUGS)),
                        new ShipmentDispatched("o1", SHIPMENT, "T-" + SHIPMENT, List.of(TWO_MUGS)));
        assertThat(carrier.asked).containsExactly(new Carrier.Parcel(SHIPMENT, "o1", LEEDS, List.of(TWO_MUGS)));
    }

    @Test
    void a_retried_release_is_done_where_it_was_not() {
        deliver(
                order(1, InventoryWorld.placed("o1", LEEDS, TWO_MUGS)),
                order(2, new OrderStepRetried("o1", FulfilmentStep.RELEASE_STOCK, 1)));
        assertThat(told().getLast()).isEqualTo(new StockReleased("o1", List.of(TWO_MUGS)));
    }

    @Test
    void knows_of_an_order_whose_it_is_and_since_when_it_is_to_be_shipped() {
        KnownOrder known = new KnownOrder("o1", "ada", List.of(TWO_MUGS), LEEDS, null);
        Commit placed = order(1, InventoryWorld.placed("o1", LEEDS, TWO_MUGS));
        Commit requested =
                order(6, new OrderStepRetried("o1", FulfilmentStep.REFUND, 1), new OrderShipmentRequested("o1", LEEDS));
        KnownOrderProjection projection = new KnownOrderProjection(orders);
        projection.apply(stream(), List.of(placed));
        projection.apply(stream(), List.of(placed));
        assertThat(orders.find("o1")).contains(new View<>("o1", 1, known));

        projection.apply(stream(), List.of(placed, requested));
        projection.apply(stream(), List.of(requested));
        View<KnownOrder> shipped = new View<>("o1", 7, known.shipmentRequested(InventoryWorld.NOON));
        assertThat(orders.find("o1")).contains(shipped);

        Views<KnownOrder> rebuilt = new InMemoryViewStore().create(KnownOrderProjection.DEFINITION);
        new KnownOrderProjection(rebuilt).apply(stream(), List.of(placed, requested));
        assertThat(rebuilt.find("o1")).contains(shipped);
    }

    @Test
    void what_another_worker_knows_of_an_order_already_stays() {
        Commit placed = order(1, InventoryWorld.placed("o1", LEEDS, TWO_MUGS));
        Commit requested = order(2, new OrderShipmentRequested("o1", LEEDS));
        Commit requestedAgain = order(3, new OrderShipmentRequested("o1", LEEDS));
        KnownOrderProjection one = new KnownOrderProjection(orders);
        KnownOrderProjection other = new KnownOrderProjection(orders);
        one.apply(stream(), List.of(placed));
        other.apply(stream(), List.of(placed, requested));

        one.apply(stream(), List.of(requested));
        assertThat(orders.find("o1").orElseThrow().version()).isEqualTo(2);
        one.apply(stream(), List.of(requestedAgain));
        other.apply(stream(), List.of(requestedAgain));
        assertThat(orders.find("o1").orElseThrow().version()).isEqualTo(3);
    }

    @Test
    void the_shipments_read_model_takes_every_event_twice() {
        deliver(
                order(1, InventoryWorld.placed("o1", LEEDS, TWO_MUGS)),
                order(2, new OrderShipmentRequested("o1", LEEDS)));
        carrier.answer = new Carrier.Answer.Refused("no such place");
        deliver(new Commit[] {
            InventoryWorld.orderCommit("o2", 1, InventoryWorld.placed("o2", LEEDS, TWO_MUGS)),
            InventoryWorld.orderCommit("o2", 2, new OrderShipmentRequested("o2", LEEDS))
        });
        Instant at = world.warehouseCommits().get(2).metadata().recordedAt();
        ShipmentProjection projection = new ShipmentProjection(shipments);
        projection.apply(WarehouseWriter.STREAM, world.warehouseCommits());
        projection.apply(WarehouseWriter.STREAM, world.warehouseCommits());

        assertThat(shipments.find("o1"))
                .contains(new View<>(
                        "o1", 3, new ShipmentItem("o1", SHIPMENT, "T-" + SHIPMENT, null, List.of(TWO_MUGS), at)));
        ShipmentItem failed = shipments.find("o2").orElseThrow().value();
        assertThat(failed.isDispatched()).isFalse();
        assertThat(failed.reason()).isEqualTo("no such place");
    }

    private static StreamId stream() {
        return new StreamId("order", "o1");
    }

    private static Commit order(long version, DomainEvent... events) {
        return InventoryWorld.orderCommit("o1", version, events);
    }

    /** As the consumer does: every subscriber gets the commits of one stream together. */
    private void deliver(Commit... commits) {
        for (Subscriber subscriber : subscribers) {
            assertThat(subscriber.wants("order")).isTrue();
            subscriber.apply(commits[0].streamId(), List.of(commits));
        }
    }

    /** What the warehouse stated after its opening. */
    private List<WarehouseEvent> told() {
        List<WarehouseEvent> events = world.warehouseEvents();
        return events.subList(1, events.size());
    }

    private static final class FakeCarrier implements Carrier {
        private final List<Parcel> asked = new ArrayList<>();
        private Answer answer;
        private int timeOuts;

        @Override
        public Answer ship(Parcel parcel) {
            if (timeOuts-- > 0) {
                throw new TransientFailureException("no answer");
            }
            asked.add(parcel);
            return answer != null ? answer : new Answer.Taken("T-" + parcel.shipmentId());
        }
    }
}
