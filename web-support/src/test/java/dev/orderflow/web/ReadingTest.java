package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderflow.web.TestApplication.Things;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadingTest extends HttpTestBase {

    @BeforeEach
    void at_version_3() {
        Things.VERSION.set(3);
    }

    @Test
    void answers_with_a_strong_entity_tag_and_304_to_who_has_it() {
        HttpResponse<String> first = send(asCustomer("/v1/things/1"));
        assertThat(first.headers().firstValue("ETag")).contains("\"3\"");
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
        HttpResponse<String> again = send(asCustomer("/v1/things/1").header("If-None-Match", "\"2\", \"3\""));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(send(asCustomer("/v1/things/1").header("If-None-Match", "\"2\""))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void keeps_preconditions() {
        HttpRequest.BodyPublisher none = HttpRequest.BodyPublishers.noBody();
        problem(send(as(ISSUER.operator(), "/v1/things/1").PUT(none)), 428, "precondition-required");
        problem(send(as(ISSUER.operator(), "/v1/things/1").PUT(none).header("If-Match", "3")), 400, "bad-request");
        problem(
                send(as(ISSUER.operator(), "/v1/things/1").PUT(none).header("If-Match", "W/\"3\"")),
                400,
                "bad-request");
        HttpResponse<String> stale =
                send(as(ISSUER.operator(), "/v1/things/1").PUT(none).header("If-Match", "\"2\""));
        problem(stale, 412, "version-mismatch");
        assertThat(stale.headers().firstValue("ETag")).contains("\"3\"");
        assertThat(send(as(ISSUER.operator(), "/v1/things/1").PUT(none).header("If-Match", "\"3\""))
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(as(ISSUER.operator(), "/v1/things/1").PUT(none).header("If-Match", "*"))
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void says_whether_a_read_is_as_new_as_asked() {
        assertThat(freshness(send(asCustomer("/v1/things/1?minVersion=3")))).isEqualTo("fresh");
        HttpResponse<String> pending = send(asCustomer("/v1/things/1?minVersion=4"));
        assertThat(freshness(pending)).isEqualTo("pending");
        assertThat(pending.body()).contains("\"version\":3");
        HttpResponse<String> absent = send(asCustomer("/v1/things/none?minVersion=1"));
        problem(absent, 404, "not-found");
        assertThat(freshness(absent)).isEqualTo("pending");
        assertThat(send(asCustomer("/v1/things/1")).headers().firstValue("Orderflow-Freshness"))
                .isEmpty();
        problem(send(asCustomer("/v1/things/1?minVersion=x")), 400, "invalid-request");
    }

    @Test
    void waits_for_the_version_and_no_longer() throws Exception {
        long before = Things.READS.get();
        CompletableFuture<HttpResponse<String>> waiting = CompletableFuture.supplyAsync(
                () -> send(asCustomer("/v1/things/1?minVersion=4").header("Prefer", "respond-async, wait=10")));
        // It has read in vain, and read again: it waits.
        await().atMost(Duration.ofSeconds(9)).until(() -> Things.READS.get() >= before + 2);
        Things.VERSION.set(4);
        HttpResponse<String> response = waiting.get(9, TimeUnit.SECONDS);
        assertThat(freshness(response)).isEqualTo("fresh");
        assertThat(response.body()).contains("\"version\":4");
    }

    @Test
    void gives_up_waiting_at_the_bound_that_the_client_set() {
        long started = System.nanoTime();
        HttpResponse<String> response =
                send(asCustomer("/v1/things/1?minVersion=4").header("Prefer", "wait=1"));
        assertThat(freshness(response)).isEqualTo("pending");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void links_to_the_next_page_with_the_filters_kept() {
        HttpResponse<String> first = send(asCustomer("/v1/things?limit=2&from=2026-01-31T12:00:00Z"));
        assertThat(first.body()).isEqualTo("{\"items\":[0,1]}");
        String link = first.headers().firstValue("Link").orElseThrow();
        assertThat(link).startsWith("</v1/things?").endsWith("; rel=\"next\"");
        String target = link.substring(1, link.indexOf('>'));
        assertThat(target).contains("limit=2", "from=2026", "cursor=a%2Bb%2Fc%3D%26");
        HttpResponse<String> last = send(asCustomer(target));
        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(last.headers().firstValue("Link")).isEmpty();
    }

    private static String freshness(HttpResponse<String> response) {
        return response.headers().firstValue("Orderflow-Freshness").orElse("(none)");
    }
}
