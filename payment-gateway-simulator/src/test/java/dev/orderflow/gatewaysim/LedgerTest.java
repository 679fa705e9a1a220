package dev.orderflow.gatewaysim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.gatewaysim.GatewayClient.Answer;
import dev.orderflow.gatewaysim.GatewaySimulator.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LedgerTest {

    @TempDir
    Path folder;

    private Path ledger;

    @BeforeEach
    void name() {
        ledger = folder.resolve("made").resolve("on-demand").resolve("ledger.jsonl");
    }

    private interface Talk {
        void with(GatewayClient client) throws Exception;
    }

    private void whileRunning(Talk talk) throws Exception {
        try (GatewaySimulator simulator = GatewaySimulator.start(Options.of(ledger));
                GatewayClient client = new GatewayClient(simulator.baseUrl())) {
            talk.with(client);
        }
    }

    @Test
    void a_restart_forgets_nothing() throws Exception {
        Answer[] answers = new Answer[3];
        JsonNode[] summary = new JsonNode[1];
        whileRunning(client -> {
            answers[0] = client.charge("a", "tok_approve");
            answers[1] = client.charge("b", "tok_decline");
            answers[2] = client.refund("r", "a", 1000);
            client.charge("c", "tok_error");
            client.charge("d", "tok_refund_fails_twice");
            client.refund("rd", "d", 1999);
            summary[0] = client.summary();
        });

        whileRunning(client -> {
            assertThat(client.summary()).isEqualTo(summary[0]);
            Answer charge = client.charge("a", "tok_approve");
            assertThat(charge.replayed()).isTrue();
            assertThat(charge.body()).isEqualTo(answers[0].body());
            assertThat(client.charge("b", "tok_decline").body()).isEqualTo(answers[1].body());
            assertThat(client.refund("r", "a", 1000).body()).isEqualTo(answers[2].body());
            assertThat(client.refund("r2", "a", 1000).code()).isEqualTo("exceeds-captured");
            assertThat(client.charge("c", "tok_error").status()).isEqualTo(500);
            assertThat(client.charge("c", "tok_error").status()).isEqualTo(200);
            assertThat(client.refund("rd", "d", 1999).status()).isEqualTo(500);
            assertThat(client.refund("rd", "d", 1999).status()).isEqualTo(200);
        });
    }

    @Test
    void an_answered_charge_is_in_the_file_before_its_answer_is_read() throws Exception {
        whileRunning(client -> {
            client.charge("a", "tok_approve");
            assertThat(Files.readAllLines(ledger))
                    .singleElement()
                    .satisfies(line -> assertThat(JsonMapper.shared()
                                    .readTree(line)
                                    .path("key")
                                    .asString())
                            .isEqualTo("a"));
        });
    }

    @Test
    void a_last_line_that_was_cut_off_is_removed() throws Exception {
        whileRunning(client -> client.charge("a", "tok_approve"));
        String whole = Files.readString(ledger);
        Files.writeString(ledger, "{\"type\":\"charged\",\"chargeId\":\"ch_", StandardOpenOption.APPEND);

        whileRunning(client -> {
            assertThat(Files.readString(ledger)).isEqualTo(whole);
            assertThat(client.charge("b", "tok_approve").status()).isEqualTo(200);
        });
        whileRunning(
                client -> assertThat(client.summary().path("charges").asInt()).isEqualTo(2));
    }

    @Test
    void a_broken_line_in_the_middle_stops_the_start_with_its_number() throws Exception {
        whileRunning(client -> client.charge("a", "tok_approve"));
        Files.writeString(ledger, "nonsense\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> GatewaySimulator.start(Options.of(ledger)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Line 2 of the ledger");
    }

    @Test
    void a_second_simulator_on_the_same_ledger_is_refused() throws Exception {
        whileRunning(client -> assertThatThrownBy(() -> GatewaySimulator.start(Options.of(ledger)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("open in another gateway simulator"));
    }

    @Test
    void a_full_ledger_says_so_and_still_answers_what_it_knows() throws IOException {
        Book book = new Book();
        Clock clock = Clock.fixed(Instant.parse("2026-01-05T10:00:00Z"), ZoneOffset.UTC);
        LedgerFile file = LedgerFile.open(ledger, JsonMapper.shared(), book::apply);
        try (Gateway gateway = new Gateway(book, file, clock, 1)) {
            ChargeRequest request = new ChargeRequest(1, "GBP", "tok_approve", "o");
            assertThat(gateway.charge("a", request).status()).isEqualTo(200);
            assertThat(gateway.charge("b", request).status()).isEqualTo(503);
            assertThat(gateway.charge("a", request).status()).isEqualTo(200);
        }
    }
}
