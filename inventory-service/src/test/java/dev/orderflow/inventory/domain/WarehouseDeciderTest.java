package dev.orderflow.inventory.domain;

import static dev.orderflow.eventstore.testing.DeciderSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.Shortage;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.ShipmentFailed;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.WarehouseEvent.StockReceived;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.eventstore.testing.DeciderSpecification;
import dev.orderflow.inventory.domain.WarehouseCommand.AdjustStock;
import dev.orderflow.inventory.domain.WarehouseCommand.DispatchShipment;
import dev.orderflow.inventory.domain.WarehouseCommand.FailShipment;
import dev.orderflow.inventory.domain.WarehouseCommand.ReceiveStock;
import dev.orderflow.inventory.domain.WarehouseCommand.ReleaseStock;
import dev.orderflow.inventory.domain.WarehouseCommand.ReserveStock;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WarehouseDeciderTest {
    private static final SkuQuantity TWO_MUGS = new SkuQuantity("mug", 2);
    private static final SkuQuantity ONE_LAMP = new SkuQuantity("lamp", 1);
    private static final WarehouseEvent RECEIVED =
            new StockReceived("r1", List.of(new SkuQuantity("mug", 5), new SkuQuantity("lamp", 1)), "delivery");
    private static final WarehouseEvent RESERVED = new StockReserved("o1", List.of(TWO_MUGS, ONE_LAMP));
    private static final WarehouseEvent REFUSED =
            new StockReservationRefused("o1", List.of(new Shortage("lamp", 2, 1)));
    private static final WarehouseEvent RELEASED = new StockReleased("o1", List.of(TWO_MUGS, ONE_LAMP));
    private static final WarehouseEvent RELEASED_NOTHING = new StockReleased("o1", List.of());
    private static final WarehouseEvent DISPATCHED =
            new ShipmentDispatched("o1", "s1", "t1", List.of(TWO_MUGS, ONE_LAMP));
    private static final WarehouseEvent FAILED = new ShipmentFailed("o1", "s1", "no such place");

    private static final ReserveStock RESERVE = new ReserveStock("o1", List.of(TWO_MUGS, ONE_LAMP));
    private static final ReleaseStock RELEASE = new ReleaseStock("o1");
    private static final DispatchShipment DISPATCH = new DispatchShipment("o1", "s1", "t1");
    private static final FailShipment FAIL = new FailShipment("o1", "s1", "no such place");

    @Nested
    class Receiving {
        @Test
        void takes_goods_in() {
            warehouse()
                    .when(new ReceiveStock("r9", List.of(TWO_MUGS), "delivery"))
                    .then(new StockReceived("r9", List.of(TWO_MUGS), "delivery"));
        }

        @Test
        void a_delivery_of_nothing_is_stated_too() {
            warehouse()
                    .when(new ReceiveStock("r9", List.of(), "opening stock"))
                    .then(new StockReceived("r9", List.of(), "opening stock"));
        }

        @Test
        void counts_a_receipt_once() {
            DeciderSpecification<WarehouseCommand, Warehouse, WarehouseEvent, WarehouseRefusal> received =
                    warehouse(new StockReceived("r9", List.of(TWO_MUGS), "delivery"));
            received.when(new ReceiveStock("r9", List.of(TWO_MUGS), "delivery")).thenAlreadyDone();
            assertThat(received.state().receipt("r9"))
                    .extracting(Booking::version)
                    .isEqualTo(1L);
        }

        @Test
        void refuses_a_receipt_id_that_was_used_with_other_content() {
            var received = warehouse(new StockReceived("r9", List.of(TWO_MUGS), "delivery"));
            var refusal = new WarehouseRefusal.ReceiptIdUsedOtherwise("r9");
            received.when(new ReceiveStock("r9", List.of(new SkuQuantity("mug", 3)), "delivery"))
                    .thenRefused(refusal);
            received.when(new ReceiveStock("r9", List.of(ONE_LAMP), "delivery")).thenRefused(refusal);
            received.when(new ReceiveStock("r9", List.of(TWO_MUGS), "return")).thenRefused(refusal);
        }

        @Test
        void never_wraps_however_much_comes_in() {
            List<SkuQuantity> most = List.of(new SkuQuantity("mug", Integer.MAX_VALUE));
            Warehouse state = warehouse(new StockReceived("r1", most, ""), new StockReceived("r2", most, ""))
                    .state();
            assertThat(state.level("mug").available()).isEqualTo(2L * Integer.MAX_VALUE);
        }
    }

    @Nested
    class Adjusting {
        @Test
        void corrects_the_books_both_ways() {
            warehouse(RECEIVED)
                    .when(new AdjustStock("a1", "mug", -5, "broken"))
                    .then(new StockAdjusted("a1", "mug", -5, "broken"));
            warehouse().when(new AdjustStock("a1", "mug", 3, "found")).then(new StockAdjusted("a1", "mug", 3, "found"));
        }

        @Test
        void never_takes_what_is_held_for_orders() {
            warehouse(RECEIVED, RESERVED)
                    .when(new AdjustStock("a1", "mug", -4, "broken"))
                    .thenRefused(new WarehouseRefusal.LessThanNothingLeft("mug", 3, -4));
        }

        @Test
        void counts_an_adjustment_once() {
            var adjusted = warehouse(RECEIVED, new StockAdjusted("a1", "mug", -5, "broken"));
            adjusted.when(new AdjustStock("a1", "mug", -5, "broken")).thenAlreadyDone();
            adjusted.when(new AdjustStock("a1", "mug", -1, "broken"))
                    .thenRefused(new WarehouseRefusal.AdjustmentIdUsedOtherwise("a1"));
        }
    }

    @Nested
    class Reserving {
        @Test
        void holds_all_lines() {
            var reserved = warehouse(RECEIVED);
            reserved.when(RESERVE).then(RESERVED);
            assertThat(warehouse(RECEIVED, RESERVED).state().level("mug")).isEqualTo(new StockLevel(5, 2));
        }

        @Test
        void holds_none_where_any_is_short_and_names_every_short_one() {
            warehouse(RECEIVED)
                    .when(new ReserveStock(
                            "o1", List.of(TWO_MUGS, new SkuQuantity("lamp", 2), new SkuQuantity("unheard-of", 7))))
                    .then(new StockReservationRefused(
                            "o1", List.of(new Shortage("lamp", 2, 1), new Shortage("unheard-of", 7, 0))));
        }

        @Test
        void what_one_order_holds_another_cannot_have() {
            warehouse(RECEIVED, RESERVED)
                    .when(new ReserveStock("o2", List.of(new SkuQuantity("mug", 4))))
                    .then(new StockReservationRefused("o2", List.of(new Shortage("mug", 4, 3))));
        }

        @Test
        void answers_an_order_once_whatever_became_of_it() {
            warehouse(RECEIVED, RESERVED).when(RESERVE).thenAlreadyDone();
            warehouse(RECEIVED, REFUSED).when(RESERVE).thenAlreadyDone();
            warehouse(RECEIVED, RESERVED, RELEASED).when(RESERVE).thenAlreadyDone();
            warehouse(RECEIVED, RESERVED, DISPATCHED).when(RESERVE).thenAlreadyDone();
            warehouse(RECEIVED, RESERVED, FAILED).when(RESERVE).thenAlreadyDone();
        }

        @Test
        void is_barred_by_a_release_that_came_first() {
            warehouse(RECEIVED, RELEASED_NOTHING).when(RESERVE).thenAlreadyDone();
        }

        @Test
        void a_command_with_one_product_on_two_lines_or_no_pieces_is_a_bug() {
            assertThatThrownBy(() -> new ReserveStock("o1", List.of(TWO_MUGS, TWO_MUGS)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new ReserveStock("o1", List.of(new SkuQuantity("mug", 0))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new ReserveStock("o1", List.of())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Releasing {
        @Test
        void makes_the_lines_available_again() {
            warehouse(RECEIVED, RESERVED).when(RELEASE).then(RELEASED);
            assertThat(warehouse(RECEIVED, RESERVED, RELEASED).state().level("mug"))
                    .isEqualTo(new StockLevel(5, 0));
        }

        @Test
        void answers_also_where_nothing_is_held() {
            warehouse(RECEIVED).when(RELEASE).then(RELEASED_NOTHING);
            warehouse(RECEIVED, REFUSED).when(RELEASE).then(RELEASED_NOTHING);
        }

        @Test
        void follows_a_failed_shipment() {
            warehouse(RECEIVED, RESERVED, FAILED).when(RELEASE).then(RELEASED);
            warehouse(RECEIVED, FAILED).when(RELEASE).then(RELEASED_NOTHING);
        }

        @Test
        void happens_once() {
            warehouse(RECEIVED, RESERVED, RELEASED).when(RELEASE).thenAlreadyDone();
            warehouse(RECEIVED, REFUSED, RELEASED_NOTHING).when(RELEASE).thenAlreadyDone();
        }

        @Test
        void is_refused_once_the_parcel_is_gone() {
            warehouse(RECEIVED, RESERVED, DISPATCHED)
                    .when(RELEASE)
                    .thenRefused(new WarehouseRefusal.AlreadyDispatched("o1"));
        }
    }

    @Nested
    class Shipping {
        @Test
        void what_is_held_leaves_the_house() {
            warehouse(RECEIVED, RESERVED).when(DISPATCH).then(DISPATCHED);
            assertThat(warehouse(RECEIVED, RESERVED, DISPATCHED).state().level("mug"))
                    .isEqualTo(new StockLevel(3, 0));
        }

        @Test
        void happens_once_and_the_first_word_stands() {
            warehouse(RECEIVED, RESERVED, DISPATCHED).when(DISPATCH).thenAlreadyDone();
            warehouse(RECEIVED, RESERVED, DISPATCHED).when(FAIL).thenAlreadyDone();
            warehouse(RECEIVED, RESERVED, FAILED).when(FAIL).thenAlreadyDone();
            warehouse(RECEIVED, RESERVED, FAILED).when(DISPATCH).thenAlreadyDone();
        }

        @Test
        void nothing_leaves_for_an_order_that_holds_nothing() {
            var refusal = new WarehouseRefusal.NothingReserved("o1");
            warehouse(RECEIVED).when(DISPATCH).thenRefused(refusal);
            warehouse(RECEIVED, REFUSED).when(DISPATCH).thenRefused(refusal);
            warehouse(RECEIVED, RESERVED, RELEASED).when(DISPATCH).thenRefused(refusal);
        }

        @Test
        void a_failure_keeps_the_lines_held() {
            warehouse(RECEIVED, RESERVED).when(FAIL).then(FAILED);
            assertThat(warehouse(RECEIVED, RESERVED, FAILED).state().level("mug"))
                    .isEqualTo(new StockLevel(5, 2));
        }

        @Test
        void a_failure_answers_also_where_nothing_is_held_unless_the_release_was_answered() {
            warehouse(RECEIVED).when(FAIL).then(FAILED);
            warehouse(RECEIVED, REFUSED).when(FAIL).then(FAILED);
            warehouse(RECEIVED, FAILED).when(FAIL).thenAlreadyDone();
            warehouse(RECEIVED, RESERVED, RELEASED).when(FAIL).thenRefused(new WarehouseRefusal.NothingReserved("o1"));
        }
    }

    @Nested
    class Folding {
        @Test
        void fails_loudly_on_what_cannot_follow() {
            assertBroken(RECEIVED, RESERVED, RESERVED);
            assertBroken(RECEIVED, RESERVED, REFUSED);
            assertBroken(RECEIVED, RESERVED, new StockReleased("o1", List.of(TWO_MUGS)));
            assertBroken(RECEIVED, DISPATCHED);
            assertBroken(RESERVED);
            assertBroken(new StockAdjusted("a1", "mug", -1, "broken"));
        }

        @Test
        void counts_versions() {
            assertThat(warehouse(RECEIVED, RESERVED, RELEASED).state().version())
                    .isEqualTo(3);
        }

        private void assertBroken(WarehouseEvent... history) {
            assertThatThrownBy(() -> warehouse(history).state()).isInstanceOf(IllegalStateException.class);
        }
    }

    private static DeciderSpecification<WarehouseCommand, Warehouse, WarehouseEvent, WarehouseRefusal> warehouse(
            WarehouseEvent... history) {
        return given(new WarehouseDecider(), history);
    }
}
