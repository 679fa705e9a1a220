package dev.orderflow.edge.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.edge.RunningEdge;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Services that are away, hang, break off or come back. */
class OutageIT extends RunningEdge {

    @Test
    void names_a_service_that_is_away_and_finds_it_again_when_it_is_back() throws Exception {
        assertThat(get("/v1/payments/o-1").statusCode()).isEqualTo(200);
        PAYMENTS.goAway();

        HttpResponse<String> away = send(to("/v1/payments/o-1")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(away.headers().firstValueAsLong("Retry-After")).hasValue(2);
        assertThat(json(away).path("code").asString()).isEqualTo("unavailable");
        assertThat(json(away).path("type").asString()).isEqualTo("https://orderflow.dev/problems/unavailable");
        assertThat(json(away).path("detail").asString())
                .contains("payment-service")
                .contains("nothing was done");
        assertThat(json(away).path("instance").asString()).isEqualTo("/v1/payments/o-1");
        assertThat(json(away).path("traceId").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(get("/v1/orders").statusCode()).as("others go on").isEqualTo(200);

        PAYMENTS.comeBack();
        assertThat(get("/v1/payments/o-1").statusCode()).isEqualTo(200);
    }

    @Test
    void says_that_the_outcome_is_unknown_when_a_service_hangs() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        ORDERS.handle(exchange -> await(answered));
        try {
            HttpResponse<String> response = send(to("/v1/orders").POST(BodyPublishers.ofString("{}")));

            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(json(response).path("code").asString()).isEqualTo("timed-out");
            assertThat(json(response).path("detail").asString())
                    .contains("order-service")
                    .contains("same Idempotency-Key");
        } finally {
            answered.countDown();
        }
    }

    @Test
    void says_that_the_outcome_is_unknown_when_a_service_breaks_off() throws Exception {
        ORDERS.handle(exchange -> exchange.close());

        HttpResponse<String> response = send(to("/v1/orders").POST(BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(json(response).path("code").asString()).isEqualTo("unavailable");
        assertThat(json(response).path("detail").asString()).contains("not known");
    }

    @Test
    void one_service_that_hangs_takes_neither_all_connections_nor_the_others_down() throws Exception {
        CountDownLatch arrived = new CountDownLatch(CONNECTIONS);
        CountDownLatch release = new CountDownLatch(1);
        INVENTORY.handle(exchange -> {
            arrived.countDown();
            await(release);
            exchange.sendResponseHeaders(204, -1);
        });
        try {
            List<CompletableFuture<HttpResponse<String>>> hanging = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                hanging.add(HTTP.sendAsync(to("/v1/stock/A").build(), HttpResponse.BodyHandlers.ofString()));
            }
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(get("/v1/orders").statusCode()).isEqualTo(200);
            HttpResponse<String> oneTooMany = get("/v1/stock/A");
            assertThat(oneTooMany.statusCode()).isEqualTo(503);
            assertThat(json(oneTooMany).path("code").asString()).isEqualTo("overloaded");
            release.countDown();
            for (CompletableFuture<HttpResponse<String>> each : hanging) {
                assertThat(each.get(20, TimeUnit.SECONDS).statusCode()).isIn(204, 504);
            }
        } finally {
            release.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
