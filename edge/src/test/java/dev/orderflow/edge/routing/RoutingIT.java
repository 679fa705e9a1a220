package dev.orderflow.edge.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.edge.FreeService;
import dev.orderflow.edge.RunningEdge;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingIT extends RunningEdge {

    @ParameterizedTest
    @CsvSource({
        "ORDER, /v1/orders",
        "ORDER, /v1/orders/o-1/process/actions",
        "ORDER, /v1/stuck-orders",
        "ORDER, /v1/imports",
        "ORDER, /v1/imports/i-1/rows?outcome=REFUSED",
        "INVENTORY, /v1/products",
        "INVENTORY, /v1/products/85123A",
        "INVENTORY, /v1/stock/85123A/movements",
        "INVENTORY, /v1/shipments/o-1",
        "PAYMENT, /v1/payments/o-1/refunds",
        "PAYMENT, /v1/customers/c-1/balance",
        "NOTIFICATION, /v1/notifications?orderId=o-1",
        "EVENT_STORE, /v1/streams/order-o-1/events",
        "EVENT_STORE, /v1/rebuilds/r-1",
        "EVENT_STORE, /v1/parked-streams",
        "EVENT_STORE, /v1/archive/status",
    })
    void takes_every_resource_to_its_service(Upstream upstream, String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        for (Upstream each : Upstream.values()) {
            if (each == upstream) {
                assertThat(service(each).next().uri()).isEqualTo(before(each) + path);
            } else {
                assertThat(service(each).wasAsked()).as("%s was asked", each).isFalse();
            }
        }
    }

    @Test
    void leaves_what_is_encoded_as_it_is_below_a_stage() throws Exception {
        get("/v1/notifications/a%20b%25?note=a%2Bb&name=%C3%A9");

        assertThat(NOTIFICATIONS.next().uri()).isEqualTo(STAGE + "/v1/notifications/a%20b%25?note=a%2Bb&name=%C3%A9");
    }

    @Test
    void passes_method_query_headers_and_body_on_as_they_are() throws Exception {
        send(to("/v1/orders?status=PLACED&note=a%20b%2Bc&note=%C3%A9")
                .header("Authorization", "Bearer token")
                .header("Idempotency-Key", "k")
                .header("If-Match", "\"3\"")
                .header("Prefer", "wait=5")
                .header("Content-Type", "application/json")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .header("tracestate", "a=b")
                .header("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793")
                .method("PATCH", BodyPublishers.ofString("{\"a\": \"é\"}")));

        FreeService.Asked asked = ORDERS.next();
        assertThat(asked.method()).isEqualTo("PATCH");
        assertThat(asked.uri()).isEqualTo("/v1/orders?status=PLACED&note=a%20b%2Bc&note=%C3%A9");
        assertThat(asked.body()).isEqualTo("{\"a\": \"é\"}");
        assertThat(asked.header("Authorization")).containsExactly("Bearer token");
        assertThat(asked.header("Idempotency-Key")).containsExactly("k");
        assertThat(asked.header("If-Match")).containsExactly("\"3\"");
        assertThat(asked.header("Prefer")).containsExactly("wait=5");
        assertThat(asked.header("Content-Type")).containsExactly("application/json");
        assertThat(asked.header("traceparent"))
                .containsExactly("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        assertThat(asked.header("tracestate")).containsExactly("a=b");
        assertThat(asked.header("X-Amzn-Trace-Id")).containsExactly("Root=1-5759e988-bd862e3fe1be46a994272793");
    }

    @Test
    void passes_status_headers_and_body_of_the_answer_back() throws Exception {
        ORDERS.answer(
                202,
                Map.of(
                        "Content-Type", "application/json",
                        "Location", "/v1/orders/o-1",
                        "ETag", "\"1\"",
                        "Retry-After", "1",
                        "Idempotent-Replayed", "true",
                        "Orderflow-Freshness", "fresh",
                        "Link", "</v1/orders?cursor=x>; rel=\"next\""),
                "{\"orderId\":\"o-1\"}");

        HttpResponse<String> response = send(to("/v1/orders").POST(BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEqualTo("{\"orderId\":\"o-1\"}");
        assertThat(response.headers().allValues("Location")).containsExactly("/v1/orders/o-1");
        assertThat(response.headers().allValues("ETag")).containsExactly("\"1\"");
        assertThat(response.headers().allValues("Retry-After")).containsExactly("1");
        assertThat(response.headers().allValues("Idempotent-Replayed")).containsExactly("true");
        assertThat(response.headers().allValues("Orderflow-Freshness")).containsExactly("fresh");
        assertThat(response.headers().allValues("Link")).containsExactly("</v1/orders?cursor=x>; rel=\"next\"");
        assertThat(response.headers().allValues("Content-Type")).containsExactly("application/json");
    }

    @ParameterizedTest
    @ValueSource(ints = {303, 400, 404, 409, 412, 422, 500, 503})
    void passes_other_answers_back_without_meddling(int status) throws Exception {
        ORDERS.answer(
                status,
                Map.of("Content-Type", "application/problem+json", "Location", "/v1/elsewhere"),
                "{\"code\":\"theirs\"}");

        HttpResponse<String> response = get("/v1/orders/o-1");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo("{\"code\":\"theirs\"}");
        ORDERS.next();
        assertThat(ORDERS.wasAsked()).as("asked again by itself").isFalse();
    }

    @Test
    void makes_a_request_id_where_there_is_none_and_says_it_once() throws Exception {
        ORDERS.answer(200, Map.of("Content-Type", "application/json", "X-Request-Id", "from-the-service"), "{}");

        HttpResponse<String> response = get("/v1/orders");

        List<String> made = response.headers().allValues("X-Request-Id");
        assertThat(made).singleElement().asString().matches("[0-9a-f]{32}");
        assertThat(ORDERS.next().header("X-Request-Id")).isEqualTo(made);
    }

    @Test
    void keeps_a_request_id_that_can_be_used_and_replaces_one_that_cannot() throws Exception {
        HttpResponse<String> kept = send(to("/v1/orders").header("x-request-id", "req-42"));
        assertThat(kept.headers().allValues("X-Request-Id")).containsExactly("req-42");
        assertThat(ORDERS.next().header("X-Request-Id")).containsExactly("req-42");

        HttpResponse<String> replaced = send(to("/v1/orders").header("X-Request-Id", "two words"));
        assertThat(replaced.headers().allValues("X-Request-Id"))
                .singleElement()
                .asString()
                .matches("[0-9a-f]{32}");
        assertThat(ORDERS.next().header("X-Request-Id"))
                .isEqualTo(replaced.headers().allValues("X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1", "/v2/orders", "/v1/orderss", "/v1/unknown/x", "/error", "/actuator/env", "/docs/x.js"})
    void answers_an_unknown_path_with_a_problem(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(response).path("code").asString()).isEqualTo("unknown-route");
        assertThat(json(response).path("instance").asString()).isEqualTo(path);
        assertThat(response.headers().allValues("X-Request-Id")).hasSize(1);
        assertThat(ORDERS.wasAsked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/orders/../../actuator/health",
                "/v1/orders/%2e%2e/%2E%2e/actuator/health",
                "/v1/orders/..;/..;/actuator/health",
                "/v1/orders//x",
                "/v1/orders/./x",
                "/v1/orders;a=b/x",
                "/v1/orders/a%2fb",
                "/v1/orders/a%5cb",
            })
    void lets_no_path_through_that_two_servers_could_read_differently(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isIn(400, 404);
        assertThat(ORDERS.wasAsked()).isFalse();
    }

    @Test
    void gives_a_connection_back_when_it_makes_a_304_of_an_answer() throws Exception {
        ORDERS.answer(200, Map.of("Content-Type", "application/json", "ETag", "\"8\""), "{\"version\":8}");

        for (int i = 0; i < CONNECTIONS * 3; i++) {
            assertThat(send(to("/v1/orders/o-1").header("If-None-Match", "\"8\""))
                            .statusCode())
                    .isEqualTo(304);
        }
        assertThat(get("/v1/orders/o-1").body()).isEqualTo("{\"version\":8}");
    }

    private static String before(Upstream upstream) {
        return upstream == Upstream.NOTIFICATION ? STAGE : "";
    }

    private static FreeService service(Upstream upstream) {
        return switch (upstream) {
            case ORDER -> ORDERS;
            case INVENTORY -> INVENTORY;
            case PAYMENT -> PAYMENTS;
            case NOTIFICATION -> NOTIFICATIONS;
            case EVENT_STORE -> EVENT_STORE;
        };
    }
}
