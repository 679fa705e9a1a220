package dev.orderflow.order.application.cancelling;

import static dev.orderflow.order.application.OrderWorld.CAUSE;
import static dev.orderflow.order.domain.OrderExamples.ADA;
import static dev.orderflow.order.domain.OrderExamples.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.OrderStatus;
import dev.orderflow.order.application.OrderWorld;
import dev.orderflow.order.domain.OrderCommand.RecordStockRefused;
import dev.orderflow.order.domain.Requester;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CancelOrderHandlerTest {
    private static final Requester CUSTOMER = Requester.customer(ADA);
    private static final Requester STRANGER = Requester.customer("bob");

    private final OrderWorld world = new OrderWorld().withCatalogue();
    private final CancelOrderHandler handler = new CancelOrderHandler(world.orders);

    @BeforeEach
    void place() {
        world.placeOrder.place(OrderWorld.request(), CAUSE);
    }

    @Test
    void cancels_once() {
        assertThat(cancel(CUSTOMER)).isEqualTo(new Cancellation.Accepted(ID, OrderStatus.CANCELLING, 3, false));
        assertThat(cancel(CUSTOMER)).isEqualTo(new Cancellation.Accepted(ID, OrderStatus.CANCELLING, 3, true));
    }

    @Test
    void shows_strangers_nothing_not_even_by_a_version() {
        assertThat(cancel(STRANGER)).isEqualTo(new Cancellation.NotFound());
        assertThat(handler.cancel(ID, STRANGER, "", OptionalLong.of(7), CAUSE)).isEqualTo(new Cancellation.NotFound());
        assertThat(handler.cancel("o" + "a".repeat(26), CUSTOMER, "", OptionalLong.of(7), CAUSE))
                .isEqualTo(new Cancellation.NotFound());
    }

    @Test
    void changes_only_the_version_that_is_meant() {
        assertThat(handler.cancel(ID, CUSTOMER, "", OptionalLong.of(7), CAUSE)).isEqualTo(new Cancellation.Stale(1));
        assertThat(handler.cancel(ID, CUSTOMER, "", OptionalLong.of(1), CAUSE))
                .isInstanceOf(Cancellation.Accepted.class);
    }

    @Test
    void comes_too_late_at_the_end() {
        world.orders.execute(OrderWorld.stream(ID), new RecordStockRefused(List.of()), CAUSE);

        assertThat(cancel(CUSTOMER)).isEqualTo(new Cancellation.TooLate(OrderStatus.REJECTED));
    }

    private Cancellation cancel(Requester requester) {
        return handler.cancel(ID, requester, "wrong colour", OptionalLong.empty(), CAUSE);
    }
}
