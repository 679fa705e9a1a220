package dev.orderflow.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Money;
import dev.orderflow.events.ProductEvent.ProductListed;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.web.testing.ApiClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A deadline is set by one process and passed by another, on real engines. */
class OrderDeadlinesIT {
    private static final String ORDER = """
            {"lines": [{"sku": "mug", "quantity": 1}], "payment": {"card": "tok_approve"},
             "contact": {"name": "Ada", "email": "ada@example.com"}}
            """;

    @Test
    void deadlines_survive_a_restart() {
        String prefix = TestCommits.unique("deadlines") + "-";
        String id;
        try (RunningOrderService before = start(prefix, "0s")) {
            before.list(List.of(new ProductListed("mug", "A mug", new Money(500, "GBP"))));
            ApiClient ada = before.customer("ada");
            id = ada.post("/v1/orders", ORDER, "Idempotency-Key", "k-1")
                    .expecting(202)
                    .json()
                    .get("orderId")
                    .asString();
            Await.until(() ->
                    ada.get("/v1/orders").expecting(200).json().get("items").size() == 1);
        }

        try (RunningOrderService after = start(prefix, "61m")) {
            Await.until(() -> after.eventTypes(id).contains("order.step-retried.v1"));
        }

        try (RunningOrderService later = start(prefix, "183m")) {
            later.awaitStatus(id, "COMPENSATING");
            assertThat(later.eventTypes(id))
                    .containsExactly(
                            "order.placed.v1",
                            "order.step-retried.v1",
                            "order.step-timed-out.v1",
                            "order.stock-release-requested.v1");
            later.happen("warehouse", "main", new StockReleased(id, List.of()));
            later.awaitStatus(id, "REJECTED");
        }
    }

    private static RunningOrderService start(String prefix, String clockOffset) {
        return RunningOrderService.start(
                prefix,
                Map.of(
                        "orderflow.clock-offset",
                        clockOffset,
                        "orderflow.orders.deadlines.reserve-stock.within",
                        "60m",
                        "orderflow.orders.deadlines.reserve-stock.repeats",
                        "1",
                        "orderflow.orders.look-for-due-every",
                        "200ms"));
    }
}
