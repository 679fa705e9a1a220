package dev.orderflow.gatewaysim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.gatewaysim.GatewayClient.Answer;
import dev.orderflow.gatewaysim.GatewaySimulator.Options;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCardsTest {

    /** Shorter than the thirty seconds that an answer is held, longer than a decision takes on a loaded machine. */
    private static final Duration IMPATIENT = Duration.ofSeconds(3);

    private static final Duration SLOW = Duration.ofMillis(150);

    @TempDir
    Path folder;

    private GatewaySimulator simulator;
    private GatewayClient client;

    @BeforeEach
    void start() {
        simulator = GatewaySimulator.start(
                Options.of(folder.resolve("ledger.jsonl")).slow(SLOW));
        client = new GatewayClient(simulator.baseUrl());
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void approves() throws Exception {
        Answer answer = client.charge("k", "tok_approve");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.replayed()).isFalse();
        assertThat(answer.body().path("status").asString()).isEqualTo("captured");
        assertThat(answer.body().path("amount").asLong()).isEqualTo(1999);
        assertThat(answer.body().path("chargeId").asString()).startsWith("ch_");
        assertThat(client.findCharge("k").body()).isEqualTo(answer.body());
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void declines() throws Exception {
        Answer answer = client.charge("k", "tok_decline");

        assertThat(answer.status()).isEqualTo(402);
        assertThat(answer.body().path("status").asString()).isEqualTo("declined");
        assertThat(answer.body().path("reason").asString()).isEqualTo("card_declined");
        assertThat(client.findCharge("k").status()).isEqualTo(200);
        assertThat(client.findCharge("k").body()).isEqualTo(answer.body());
        assertThat(charges()).isZero();
        assertThat(client.summary().path("declined").asInt()).isEqualTo(1);
    }

    @Test
    void declines_a_card_that_it_does_not_know() throws Exception {
        Answer answer = client.charge("k", "tok_unheard_of");

        assertThat(answer.status()).isEqualTo(402);
        assertThat(answer.body().path("reason").asString()).isEqualTo("unknown_card");
        assertThat(charges()).isZero();
    }

    @Test
    void answers_late_for_the_slow_card() throws Exception {
        long start = System.nanoTime();
        Answer answer = client.charge("k", "tok_slow");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SLOW);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void charges_and_holds_the_answer() throws Exception {
        assertThatThrownBy(() -> client.charge("k", "tok_timeout_charged", IMPATIENT))
                .isInstanceOf(HttpTimeoutException.class);

        Answer asked = client.findCharge("k");
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body().path("status").asString()).isEqualTo("captured");
        Answer again = client.charge("k", "tok_timeout_charged");
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(asked.body());
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void hangs_without_charging_and_approves_the_next_attempt() throws Exception {
        assertThatThrownBy(() -> client.charge("k", "tok_timeout_not_charged", IMPATIENT))
                .isInstanceOf(HttpTimeoutException.class);

        Answer asked = client.findCharge("k");
        assertThat(asked.status()).isEqualTo(404);
        assertThat(asked.code()).isEqualTo("unknown-charge");
        assertThat(charges()).isZero();
        Answer again = client.charge("k", "tok_timeout_not_charged");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isFalse();
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void fails_twice_and_then_approves() throws Exception {
        assertThat(client.charge("k", "tok_error").status()).isEqualTo(500);
        assertThat(client.charge("k", "tok_error").status()).isEqualTo(500);
        assertThat(client.findCharge("k").status()).isEqualTo(404);
        assertThat(client.charge("k", "tok_error").status()).isEqualTo(200);
        assertThat(client.charge("k", "tok_error").replayed()).isTrue();
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void always_fails() throws Exception {
        for (int attempt = 0; attempt < 4; attempt++) {
            assertThat(client.charge("k", "tok_always_error").status()).isEqualTo(500);
        }
        assertThat(client.findCharge("k").status()).isEqualTo(404);
        assertThat(charges()).isZero();
    }

    @Test
    void fails_a_refund_twice_and_then_gives_back() throws Exception {
        client.charge("k", "tok_refund_fails_twice");

        assertThat(client.refund("r", "k", 1999).status()).isEqualTo(500);
        assertThat(client.refund("r", "k", 1999).status()).isEqualTo(500);
        assertThat(client.findRefund("r").status()).isEqualTo(404);
        assertThat(refunds()).isZero();
        assertThat(client.refund("r", "k", 1999).status()).isEqualTo(200);
        assertThat(client.refund("r", "k", 1999).replayed()).isTrue();
        assertThat(refunds()).isEqualTo(1);
    }

    @Test
    void gives_back_and_holds_the_answer() throws Exception {
        client.charge("k", "tok_refund_timeout_refunded");

        assertThatThrownBy(() -> client.refund("r", "k", 1999, IMPATIENT)).isInstanceOf(HttpTimeoutException.class);
        assertThat(client.findRefund("r").status()).isEqualTo(200);
        assertThat(client.refund("r", "k", 1999).replayed()).isTrue();
        assertThat(refunds()).isEqualTo(1);
    }

    @Test
    void always_fails_a_refund() throws Exception {
        client.charge("k", "tok_refund_always_error");

        for (int attempt = 0; attempt < 4; attempt++) {
            assertThat(client.refund("r", "k", 1999).status()).isEqualTo(500);
        }
        assertThat(refunds()).isZero();
    }

    @Test
    void every_card_is_in_the_documented_table_and_no_other() throws Exception {
        String document = Files.readString(Path.of("..", "docs", "payment-gateway-simulator.md"));
        TreeSet<String> documented = Pattern.compile("^\\| `(tok_\\w+)` ", Pattern.MULTILINE)
                .matcher(document)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(TestCard.values()).map(TestCard::token).toList());
    }

    private int charges() throws Exception {
        return client.summary().path("charges").asInt();
    }

    private int refunds() throws Exception {
        return client.summary().path("refunds").asInt();
    }
}
