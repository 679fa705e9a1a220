package dev.orderflow.payment.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent.OrderPaymentRequested;
import dev.orderflow.events.OrderEvent.OrderRefundRequested;
import dev.orderflow.events.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderWishesTest {
    private static final Money AMOUNT = new Money(1999, "GBP");

    @Test
    void within_a_batch_every_automation_sees_an_event_before_any_sees_the_next() {
        List<String> seen = new ArrayList<>();
        OrderWishes wishes = new OrderWishes(List.of(
                (event, cause) -> seen.add("first " + event.getClass().getSimpleName()),
                (event, cause) -> seen.add("second " + event.getClass().getSimpleName())));

        StreamId order = new StreamId("order", "o1");
        CommitMetadata metadata = new CommitMetadata("c", Instant.EPOCH, "orders-0", "r", "r", null);
        wishes.apply(
                order,
                List.of(
                        new Commit(order, 1, List.of(new OrderRefundRequested("o1", "p1", AMOUNT)), metadata),
                        new Commit(
                                order,
                                2,
                                List.of(new OrderPaymentRequested("o1", "p1", "ada", AMOUNT, "tok_approve")),
                                metadata)));

        assertThat(seen)
                .containsExactly(
                        "first OrderRefundRequested",
                        "second OrderRefundRequested",
                        "first OrderPaymentRequested",
                        "second OrderPaymentRequested");
    }
}
