package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.launcher.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads like the README: one order's life, and what happens when something is in its way. */
@Order(RunningSuite.SHARED_FIRST)
class OrderStoriesE2E {
    private final RunningSuite suite = RunningSuite.shared();

    @Test
    void an_order_is_reserved_paid_shipped_completed_notified_and_archived() {
        suite.offer("TEA-POT", 1999, 10);

        Api.Answer accepted = suite.place("ada", "order-1", "tok_approve", Map.of("TEA-POT", 2));
        assertThat(accepted.status()).isEqualTo(202);
        String orderId = accepted.body().required("orderId").asString();
        assertThat(accepted.headers()).containsEntry("Location", "/v1/orders/" + orderId);

        JsonNode order = suite.ended("ada", orderId);
        assertThat(order.required("status").asString()).isEqualTo("COMPLETED");
        assertThat(order.required("total").required("amount").asLong()).isEqualTo(3998);
        assertThat(history("ada", orderId))
                .containsExactly(
                        "order.placed.v1",
                        "order.stock-reserved.v1",
                        "order.payment-requested.v1",
                        "order.paid.v1",
                        "order.shipment-requested.v1",
                        "order.shipped.v1",
                        "order.completed.v1");

        suite.eventually(
                "the payment",
                () -> get("/v1/payments/" + orderId),
                payment -> assertThat(payment.path("status").asString()).isEqualTo("CAPTURED"));
        suite.eventually(
                "the shipment",
                () -> get("/v1/shipments/" + orderId),
                shipment ->
                        assertThat(shipment.path("trackingNumber").asString()).isNotBlank());
        suite.eventually("the stock", () -> get("/v1/stock/TEA-POT"), stock -> {
            assertThat(stock.path("onHand").asInt()).isEqualTo(8);
            assertThat(stock.path("reserved").asInt()).isZero();
        });
        suite.eventually(
                "the e-mail",
                () -> get("/v1/notifications?orderId=" + orderId),
                sent -> assertThat(sent.path("items")
                                .valueStream()
                                .filter(each -> each.path("status").asString().equals("SENT"))
                                .map(each -> each.path("recipient").asString()))
                        .contains("ada@example.test"));
        suite.eventually(
                "the archive's copy",
                () -> get("/v1/streams/order-" + orderId + "/events"),
                events -> assertThat(events.path("items")).hasSize(7));
    }

    @Test
    void one_trace_leads_from_the_request_through_every_journal_to_the_notification() {
        suite.offer("LANTERN", 900, 10);

        String trace = "5b8efff798038103d269b633813fc60c";
        String orderId = suite.place(
                        "hal",
                        "order-1",
                        "tok_approve",
                        Map.of("LANTERN", 1),
                        "LS1 1AA",
                        Map.of("traceparent", "00-" + trace + "-eee19b7ec3c1b174-01"))
                .expected()
                .required("orderId")
                .asString();
        suite.ended("hal", orderId);

        JsonNode order = suite.api()
                .get("/v1/orders/" + orderId + "/events", suite.customer("hal"))
                .expected();
        assertThat(traces(order)).hasSize(7).containsOnly(trace);
        // The commit of the warehouse that the order names as the cause of its second event.
        String reserved = order.required("items").get(1).required("causationId").asString();
        int at = reserved.lastIndexOf('@');
        suite.eventually(
                "the warehouse's trace",
                () -> event(reserved.substring(0, at), Long.parseLong(reserved.substring(at + 1))),
                event -> assertThat(event.path("traceId").asString("")).isEqualTo(trace));
        suite.eventually(
                "the payment's trace",
                () -> get("/v1/streams/payment-" + orderId + "/events"),
                events -> assertThat(traces(events)).hasSizeGreaterThan(1).containsOnly(trace));
        String letter = suite.eventually(
                        "the letter",
                        () -> get("/v1/notifications?orderId=" + orderId),
                        sent -> assertThat(sent.path("items")).isNotEmpty())
                .required("items")
                .get(0)
                .required("notificationId")
                .asString();
        suite.eventually(
                "the letter's trace",
                () -> get("/v1/streams/notification-" + letter + "/events"),
                events -> assertThat(traces(events)).hasSize(2).containsOnly(trace));
    }

    @Test
    void an_order_with_a_line_out_of_stock_is_rejected_and_nothing_stays_reserved() {
        suite.offer("IN-STOCK", 500, 5);
        suite.offer("SCARCE", 700, 1);

        String orderId = placed("bob", "order-1", "tok_approve", Map.of("IN-STOCK", 1, "SCARCE", 2));

        JsonNode order = suite.ended("bob", orderId);
        assertThat(order.required("status").asString()).isEqualTo("REJECTED");
        assertThat(history("bob", orderId)).containsExactly("order.placed.v1", "order.rejected.v1");
        JsonNode stock = get("/v1/stock/IN-STOCK");
        assertThat(stock.path("reserved").asInt()).isZero();
        assertThat(stock.path("available").asInt()).isEqualTo(5);
    }

    @Test
    void a_declined_card_gives_the_reserved_stock_back() {
        suite.offer("LAMP", 2500, 3);

        String orderId = placed("cleo", "order-1", "tok_decline", Map.of("LAMP", 3));

        JsonNode order = suite.ended("cleo", orderId);
        assertThat(order.required("status").asString()).isEqualTo("REJECTED");
        assertThat(history("cleo", orderId))
                .containsExactly(
                        "order.placed.v1",
                        "order.stock-reserved.v1",
                        "order.payment-requested.v1",
                        "order.payment-declined.v1",
                        "order.stock-release-requested.v1",
                        "order.stock-released.v1",
                        "order.rejected.v1");
        suite.eventually(
                "the stock",
                () -> get("/v1/stock/LAMP"),
                stock -> assertThat(stock.path("available").asInt()).isEqualTo(3));
    }

    @Test
    void a_charge_whose_answer_was_lost_is_found_and_not_repeated() {
        suite.offer("CLOCK", 4200, 2);

        String orderId = placed("dora", "order-1", "tok_timeout_charged", Map.of("CLOCK", 1));

        JsonNode order = suite.ended("dora", orderId);
        assertThat(order.required("status").asString()).isEqualTo("COMPLETED");
        assertThat(suite.ledger().capturedTimes(orderId)).isEqualTo(1);
        suite.eventually(
                "the payment's history in the archive",
                () -> events("/v1/streams/payment-" + orderId + "/events", suite.operator()),
                events -> assertThat(events)
                        .contains("payment.capture-unknown.v1")
                        .endsWith("payment.captured.v1"));
    }

    @Test
    void the_same_request_again_gets_the_first_answer_and_another_content_a_conflict() {
        suite.offer("CUP", 300, 50);

        Api.Answer first = suite.place("emil", "same-key", "tok_approve", Map.of("CUP", 1));
        Api.Answer again = suite.place("emil", "same-key", "tok_approve", Map.of("CUP", 1));
        Api.Answer other = suite.place("emil", "same-key", "tok_approve", Map.of("CUP", 2));

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.headers()).containsEntry("Idempotent-Replayed", "true");
        assertThat(again.body().required("orderId")).isEqualTo(first.body().required("orderId"));
        assertThat(other.status()).isEqualTo(422);
        suite.ended("emil", first.body().required("orderId").asString());
    }

    @Test
    void another_customers_order_is_the_very_404_of_an_order_that_does_not_exist() {
        suite.offer("MUG", 300, 50);
        String orderId = placed("fay", "order-1", "tok_approve", Map.of("MUG", 1));
        suite.ended("fay", orderId);

        Api.Answer foreign = suite.api().get("/v1/orders/" + orderId, suite.customer("gus"));
        Api.Answer absent = suite.api().get("/v1/orders/o-nothing", suite.customer("gus"));

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(absent.status()).isEqualTo(404);
        assertThat(foreign.body().path("code")).isEqualTo(absent.body().path("code"));
        assertThat(foreign.body().path("title")).isEqualTo(absent.body().path("title"));
    }

    private String placed(String customer, String key, String card, Map<String, Integer> lines) {
        return suite.place(customer, key, card, lines)
                .expected()
                .required("orderId")
                .asString();
    }

    private static List<String> traces(JsonNode events) {
        return events.path("items")
                .valueStream()
                .map(event -> event.path("traceId").asString("none"))
                .toList();
    }

    /** From the archive, page by page; a missing node where it has not come there yet. */
    private JsonNode event(String stream, long version) {
        String page = "/v1/streams/" + stream + "/events?limit=100";
        while (!page.isEmpty()) {
            Api.Answer answer = suite.api().get(page, suite.operator());
            for (JsonNode event : answer.body().path("items")) {
                if (event.required("version").asLong() == version) {
                    return event;
                }
            }
            page = answer.next();
        }
        return JsonMapper.shared().missingNode();
    }

    private JsonNode get(String path) {
        return suite.api().get(path, suite.operator()).body();
    }

    private List<String> history(String customer, String orderId) {
        return events("/v1/orders/" + orderId + "/events", suite.customer(customer));
    }

    private List<String> events(String path, String token) {
        List<String> types = new ArrayList<>();
        for (JsonNode event : suite.api().get(path, token).expected().required("items")) {
            types.add(event.required("type").asString());
        }
        return types;
    }
}
