package dev.orderflow.gatewaysim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.gatewaysim.GatewayClient.Answer;
import dev.orderflow.gatewaysim.GatewaySimulator.Options;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GatewayApiTest {

    @TempDir
    Path folder;

    private GatewaySimulator simulator;
    private GatewayClient client;

    @BeforeEach
    void start() {
        simulator = GatewaySimulator.start(Options.of(folder.resolve("ledger.jsonl")));
        client = new GatewayClient(simulator.baseUrl());
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void answers_a_repeated_request_with_the_first_answer() throws Exception {
        Answer first = client.charge("k", "tok_approve");
        Answer again = client.charge("k", "tok_approve");

        assertThat(again.replayed()).isTrue();
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(client.summary().path("charges").asInt()).isEqualTo(1);
    }

    @Test
    void repeats_a_refusal_too() throws Exception {
        Answer first = client.charge("k", "tok_decline");
        Answer again = client.charge("k", "tok_decline");

        assertThat(again.status()).isEqualTo(402);
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(client.summary().path("declined").asInt()).isEqualTo(1);
    }

    @Test
    void refuses_a_key_that_comes_back_with_other_content() throws Exception {
        client.charge("k", "tok_approve");

        Answer other = client.post("/v1/charges", "k", GatewayClient.chargeBody("tok_approve", 2000, "order-k"));

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("key-reused");
        assertThat(client.findCharge("k").body().path("amount").asLong()).isEqualTo(1999);
        assertThat(client.summary().path("charges").asInt()).isEqualTo(1);
    }

    @Test
    void binds_a_key_to_its_content_from_the_first_failed_attempt() throws Exception {
        client.charge("k", "tok_error");

        Answer other = client.post("/v1/charges", "k", GatewayClient.chargeBody("tok_error", 2000, "order-k"));

        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void charges_once_when_one_key_arrives_many_times_at_once() throws Exception {
        List<Callable<Answer>> attempts = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            attempts.add(() -> client.charge("k", "tok_approve"));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(attempts)) {
                answers.add(answer.get());
            }
            assertThat(answers).allMatch(answer -> answer.status() == 200);
            assertThat(answers).filteredOn(answer -> !answer.replayed()).hasSize(1);
            assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        }
        assertThat(client.summary().path("charges").asInt()).isEqualTo(1);
    }

    @Test
    void never_refunds_more_than_was_captured() throws Exception {
        client.charge("k", "tok_approve");

        assertThat(client.refund("r1", "k", 1500).status()).isEqualTo(200);
        Answer tooMuch = client.refund("r2", "k", 500);
        assertThat(tooMuch.status()).isEqualTo(422);
        assertThat(tooMuch.code()).isEqualTo("exceeds-captured");
        assertThat(tooMuch.body().path("detail").asString()).contains("499");
        assertThat(client.refund("r2", "k", 499).status()).isEqualTo(200);
        assertThat(client.refund("r3", "k", 1).code()).isEqualTo("exceeds-captured");

        JsonNode summary = client.summary();
        assertThat(summary.path("captured").path(0).path("amount").asLong()).isEqualTo(1999);
        assertThat(summary.path("refunded").path(0).path("amount").asLong()).isEqualTo(1999);
    }

    @Test
    void refunds_by_charge_id_and_refuses_what_was_never_captured() throws Exception {
        String chargeId =
                client.charge("k", "tok_approve").body().path("chargeId").asString();
        client.charge("declined", "tok_decline");

        String body = """
                {"chargeId": "%s", "amount": 1, "currency": "%s"}""";
        assertThat(client.post("/v1/refunds", "r1", body.formatted(chargeId, "GBP"))
                        .status())
                .isEqualTo(200);
        assertThat(client.post("/v1/refunds", "r2", body.formatted(chargeId, "EUR"))
                        .code())
                .isEqualTo("currency-differs");
        assertThat(client.refund("r3", "declined", 1).code()).isEqualTo("no-such-capture");
        assertThat(client.refund("r4", "never", 1).code()).isEqualTo("no-such-capture");
        assertThat(client.refund("r1", "k", 2).code()).isEqualTo("key-reused");
    }

    @Test
    void lists_every_movement_of_money_in_pages() throws Exception {
        client.charge("a", "tok_approve");
        client.charge("b", "tok_decline");
        client.charge("c", "tok_approve");
        client.refund("r", "a", 999);

        JsonNode first = client.get("/v1/ledger?limit=2").body();
        assertThat(first.path("items")
                        .valueStream()
                        .map(item -> item.path("key").asString()))
                .containsExactly("a", "c");
        JsonNode second = client.get(
                        "/v1/ledger?limit=2&cursor=" + first.path("nextCursor").asString())
                .body();
        assertThat(second.path("items").size()).isEqualTo(1);
        JsonNode refund = second.path("items").path(0);
        assertThat(refund.path("type").asString()).isEqualTo("refund");
        assertThat(refund.path("reference").asString()).isEqualTo("order-a");
        assertThat(refund.path("amount").asLong()).isEqualTo(999);
        assertThat(second.has("nextCursor")).isFalse();
    }

    @Test
    void shows_a_checker_what_was_charged_more_than_once() throws Exception {
        client.post("/v1/charges", "k1", GatewayClient.chargeBody("tok_approve", 5, "order-1"));
        client.post("/v1/charges", "k2", GatewayClient.chargeBody("tok_approve", 5, "order-1"));
        client.post("/v1/charges", "k3", GatewayClient.chargeBody("tok_approve", 5, "order-2"));

        JsonNode summary = client.summary();
        assertThat(summary.path("chargesPerReference").path("order-2").asInt()).isEqualTo(1);
        assertThat(summary.path("chargedMoreThanOnce").propertyNames()).containsExactly("order-1");
        assertThat(summary.path("chargedMoreThanOnce").path("order-1").asInt()).isEqualTo(2);
    }

    @Test
    void names_every_bad_field_at_once() throws Exception {
        Answer answer = client.post("/v1/charges", "k", """
                {"amount": -5, "currency": "pounds", "card": 7, "surprise/d": true}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactlyInAnyOrder("/amount", "/currency", "/card", "/reference", "/surprise~1d");
        assertThat(client.findCharge("k").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{} {}",
                "{\"amount\": 1, \"amount\": 2}",
            })
    void refuses_what_is_not_one_json_object(String body) throws Exception {
        assertThat(client.post("/v1/charges", "k", body).code()).isEqualTo("malformed-json");
        assertThat(client.post("/v1/refunds", "k", body).code()).isEqualTo("malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "1e3", "\"5\"", "null", "1000000000001", "99999999999999999999"})
    void refuses_an_amount_that_is_no_positive_whole_number_within_bounds(String amount) throws Exception {
        Answer answer = client.post(
                "/v1/charges",
                "k",
                "{\"amount\": " + amount + ", \"currency\": \"GBP\", \"card\": \"tok_approve\", \"reference\": \"o\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/amount");
    }

    @Test
    void refuses_a_refund_that_names_no_charge_or_two() throws Exception {
        assertThat(client.post("/v1/refunds", "r", "{\"amount\": 1, \"currency\": \"GBP\"}")
                        .code())
                .isEqualTo("invalid-request");
        assertThat(client.post(
                                "/v1/refunds",
                                "r",
                                "{\"chargeId\": \"a\", \"chargeKey\": \"b\", \"amount\": 1, \"currency\": \"GBP\"}")
                        .code())
                .isEqualTo("invalid-request");
    }

    @Test
    void refuses_requests_without_key_media_type_or_bound() throws Exception {
        String body = GatewayClient.chargeBody("tok_approve", 1, "o");
        assertThat(client.send(client.to("/v1/charges")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body)))
                        .code())
                .isEqualTo("idempotency-key-missing");
        assertThat(client.send(client.to("/v1/charges")
                                .header("Idempotency-Key", "k")
                                .POST(BodyPublishers.ofString(body)))
                        .status())
                .isEqualTo(415);
        assertThat(client.post("/v1/charges", "k", " ".repeat(17 * 1024)).status())
                .isEqualTo(413);
        assertThat(client.get("/v1/charges").code()).isEqualTo("key-missing");
        assertThat(client.get("/v1/ledger?limit=0").code()).isEqualTo("invalid-page");
        assertThat(client.get("/v1/ledger?cursor=x").code()).isEqualTo("invalid-page");
        assertThat(client.get("/v2/charges").status()).isEqualTo(404);
        Answer deleted = client.send(client.to("/v1/charges").DELETE());
        assertThat(deleted.status()).isEqualTo(405);
        assertThat(deleted.response().headers().firstValue("Allow")).contains("GET, POST");
    }

    @Test
    void says_that_it_is_up() throws Exception {
        assertThat(client.get("/health").body().path("status").asString()).isEqualTo("UP");
    }
}
