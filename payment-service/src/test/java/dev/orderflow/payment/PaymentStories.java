package dev.orderflow.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.PaymentEvent.CaptureNotFoundAtGateway;
import dev.orderflow.events.PaymentEvent.CaptureOutcomeUnknown;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentDeclined;
import dev.orderflow.events.PaymentEvent.PaymentRefunded;
import dev.orderflow.events.PaymentEvent.RefundAttemptFailed;
import dev.orderflow.events.PaymentEvent.RefundNotNeeded;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.publication.CommitStream;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.gatewaysim.GatewaySimulator;
import dev.orderflow.web.testing.Contract;
import dev.orderflow.web.testing.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service as a whole, driven through its stream and its HTTP side, against the real gateway simulator: what each test
 * card leads to. Run in memory and on the real engines.
 */
abstract class PaymentStories {
    static final TestIssuer ISSUER = TestIssuer.start();
    static final GatewaySimulator GATEWAY = gateway();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String OPERATOR = ISSUER.operator();

    @LocalServerPort
    int port;

    @Autowired
    CommitStream stream;

    @Autowired
    Journal journal;

    @Autowired
    InstantSource clock;

    private final Map<StreamId, Long> versions = new HashMap<>();
    private final String orderId = TestCommits.unique("o");
    private final String customerId = TestCommits.unique("customer");

    private static GatewaySimulator gateway() {
        try {
            Path ledger = Files.createTempDirectory("gateway").resolve("ledger.jsonl");
            return GatewaySimulator.start(GatewaySimulator.Options.of(ledger)
                    .slow(Duration.ofMillis(1_500))
                    .held(Duration.ofSeconds(3)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void configure(DynamicPropertyRegistry registry) {
        ISSUER.configure(registry::add);
        registry.add("orderflow.payments.gateway.base-url", GATEWAY::baseUrl);
        registry.add("orderflow.payments.gateway.timeout", () -> "700ms");
        registry.add("orderflow.payments.janitor.every", () -> "50ms");
        registry.add("orderflow.payments.janitor.first-retry", () -> "100ms");
        registry.add("orderflow.payments.janitor.longest-retry", () -> "1s");
        registry.add("orderflow.payments.janitor.intent-patience", () -> "3s");
    }

    // What orders wish.

    private void publish(OrderEvent event) {
        publish(orderId, event);
    }

    private void publish(String id, OrderEvent event) {
        StreamId order = new StreamId("order", id);
        Commit commit = new Commit(
                order,
                versions.merge(order, 1L, Long::sum),
                List.of(event),
                new CommitMetadata(
                        TestCommits.unique("c"), clock.instant(), "orders-0", "request-1", "request-1", null));
        Await.until(() -> stream.put(List.of(TestCommits.stored(commit))).getFirst());
    }

    private void asksForPayment(String card) {
        publish(new OrderEvent.OrderPaymentRequested(
                orderId, "p-" + orderId, customerId, new Money(1999, "GBP"), card));
    }

    private void asksForRefund() {
        publish(new OrderEvent.OrderRefundRequested(orderId, "p-" + orderId, new Money(1999, "GBP")));
    }

    /** Another order, published behind: once it is captured, what went before it has been dealt with. */
    private void fence() {
        String fence = TestCommits.unique("fence");
        publish(
                fence,
                new OrderEvent.OrderPaymentRequested(
                        fence, "p-" + fence, customerId, new Money(1, "GBP"), "tok_approve"));
        Await.until(() -> json(get("/v1/payments/" + fence, OPERATOR))
                .path("status")
                .asString("")
                .equals("CAPTURED"));
    }

    // What comes of it.

    private List<DomainEvent> events() {
        List<DomainEvent> events = new ArrayList<>();
        journal.load(new StreamId("payment", orderId))
                .forEach(stored -> events.addAll(stored.commit().events()));
        return events;
    }

    private <E> List<E> events(Class<E> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void awaitStatus(String status) {
        Await.until(() -> status.equals(payment().path("status").asString("")));
    }

    private JsonNode payment() {
        return json(get("/v1/payments/" + orderId, OPERATOR));
    }

    private long charges() {
        return json(send(HttpRequest.newBuilder(URI.create(GATEWAY.baseUrl() + "/v1/ledger/summary"))
                        .GET()))
                .path("chargesPerReference")
                .path(orderId)
                .asLong(0);
    }

    private HttpResponse<String> get(String path, String token) {
        return ask(request(path, token).GET());
    }

    private HttpResponse<String> refund(String key, String body) {
        return ask(request("/v1/payments/" + orderId + "/refunds", OPERATOR)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    /** Asks the service, whose answers are held against the HTTP contract. */
    private static HttpResponse<String> ask(HttpRequest.Builder request) {
        return Contract.hold(send(request));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static String code(HttpResponse<String> response) {
        return response.statusCode() + " " + json(response).path("code").asString("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tok_approve",
                "tok_slow",
                "tok_timeout_charged",
                "tok_timeout_not_charged",
                "tok_error",
                "tok_refund_always_error"
            })
    void captures_once_whatever_it_takes(String card) {
        asksForPayment(card);
        awaitStatus("CAPTURED");

        assertThat(events(PaymentCaptured.class)).hasSize(1);
        assertThat(charges()).isEqualTo(1);
        Await.until(() -> balance(customerId, OPERATOR).contains("\"balance\":{\"amount\":1999,"));
    }

    @Test
    void a_time_out_is_unknown_until_the_gateway_tells() {
        asksForPayment("tok_timeout_charged");
        awaitStatus("CAPTURED");

        assertThat(events(CaptureOutcomeUnknown.class)).isNotEmpty();
        assertThat(events(PaymentDeclined.class)).isEmpty();
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void what_the_gateway_never_got_is_sent_again_under_the_same_key() {
        asksForPayment("tok_timeout_not_charged");
        awaitStatus("CAPTURED");

        assertThat(events(CaptureNotFoundAtGateway.class)).isNotEmpty();
        assertThat(charges()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"tok_decline,card_declined", "tok_nobody_knows,unknown_card", "4111-1111,invalid_card"})
    void a_decline_is_a_business_answer(String card, String reason) {
        asksForPayment(card);
        awaitStatus("DECLINED");

        assertThat(payment().path("declineReason").asString()).isEqualTo(reason);
        assertThat(charges()).isZero();
    }

    @Test
    void a_gateway_that_keeps_failing_leaves_the_outcome_unknown_and_never_declined() {
        asksForPayment("tok_always_error");
        Await.until(() -> events(CaptureOutcomeUnknown.class).size() >= 3);

        assertThat(events(PaymentDeclined.class)).isEmpty();
        assertThat(events(PaymentCaptured.class)).isEmpty();
        assertThat(charges()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tok_approve", "tok_refund_fails_twice", "tok_refund_timeout_refunded"})
    void undoes_a_capture_once_whatever_it_takes(String card) {
        asksForPayment(card);
        awaitStatus("CAPTURED");
        asksForRefund();
        awaitStatus("REFUNDED");

        assertThat(events(PaymentRefunded.class))
                .extracting(PaymentRefunded::requestedBy)
                .containsExactly("order");
        Await.until(() -> balance(customerId, OPERATOR).contains("\"balance\":{\"amount\":0,"));
    }

    @Test
    void a_refund_that_keeps_failing_stays_open_and_is_repeated() {
        asksForPayment("tok_refund_always_error");
        awaitStatus("CAPTURED");
        asksForRefund();
        Await.until(() -> events(RefundAttemptFailed.class).size() >= 3);

        Await.until(() -> payment().path("refunds").path(0).path("attempts").asInt() >= 3);
        assertThat(payment().path("refunds").path(0).path("status").asString()).isEqualTo("PENDING");
        assertThat(payment().path("status").asString()).isEqualTo("CAPTURED");
    }

    @Test
    void a_refund_asked_for_while_the_outcome_is_unknown_waits_for_it() {
        asksForPayment("tok_timeout_charged");
        asksForRefund();
        awaitStatus("REFUNDED");

        assertThat(charges()).isEqualTo(1);
        assertThat(events(PaymentRefunded.class)).hasSize(1);
    }

    @Test
    void a_refund_asked_for_first_bars_the_capture() {
        asksForRefund();
        asksForPayment("tok_approve");
        publish(new OrderEvent.OrderStepRetried(orderId, FulfilmentStep.CAPTURE_PAYMENT, 1));
        Await.until(() -> events(RefundNotNeeded.class).size() == 1);

        fence();
        assertThat(events()).hasSize(1);
        assertThat(charges()).isZero();
        awaitStatus("NOT_CAPTURED");
        assertThat(code(get("/v1/payments/" + orderId, ISSUER.customer(customerId))))
                .isEqualTo("404 payment-not-found");
    }

    @Test
    void the_same_request_twice_captures_once() {
        asksForPayment("tok_approve");
        asksForPayment("tok_approve");
        awaitStatus("CAPTURED");
        asksForPayment("tok_approve");
        asksForRefund();
        awaitStatus("REFUNDED");

        assertThat(charges()).isEqualTo(1);
        assertThat(events(PaymentCaptured.class)).hasSize(1);
    }

    @Test
    void operators_refund_parts_and_then_all_that_is_left() {
        asksForPayment("tok_approve");
        awaitStatus("CAPTURED");
        String part = "{\"amount\": {\"amount\": 500, \"currency\": \"GBP\"}, \"reason\": \"broken\"}";

        HttpResponse<String> first = refund("key-1", part);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(first.headers().firstValue("Location")).contains("/v1/payments/" + orderId);
        long version = json(first).path("version").asLong();
        assertThat(first.headers().firstValue("ETag")).contains("\"" + version + "\"");
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        JsonNode seen = json(ask(request("/v1/payments/" + orderId + "?minVersion=" + version, OPERATOR)
                .header("Prefer", "wait=10")
                .GET()));
        assertThat(seen.path("version").asLong()).isGreaterThanOrEqualTo(version);

        HttpResponse<String> again = refund("key-1", part);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(json(again).path("refundId")).isEqualTo(json(first).path("refundId"));
        assertThat(code(refund("key-1", "{\"reason\": \"broken\"}"))).isEqualTo("422 idempotency-key-reused");
        assertThat(code(refund(
                        "key-2", "{\"amount\": {\"amount\": 1500, \"currency\": \"GBP\"}, \"reason\": \"broken\"}")))
                .isEqualTo("422 refund-exceeds-captured");
        assertThat(code(refund(
                        "key-2", "{\"amount\": {\"amount\": 1, \"currency\": \"EUR\"}, \"reason\": \"broken\"}")))
                .isEqualTo("422 refund-exceeds-captured");
        awaitStatus("PARTLY_REFUNDED");

        assertThat(refund("key-3", "{\"reason\": \"goodwill\"}").statusCode()).isEqualTo(202);
        awaitStatus("REFUNDED");
        assertThat(payment().path("refunds").size()).isEqualTo(2);
        assertThat(payment().path("refunded").path("amount").asLong()).isEqualTo(1999);
        assertThat(code(refund("key-4", "{\"reason\": \"goodwill\"}"))).isEqualTo("422 refund-exceeds-captured");
    }

    @Test
    void what_was_not_captured_cannot_be_refunded() {
        assertThat(code(refund("key-1", "{\"reason\": \"goodwill\"}"))).isEqualTo("404 payment-not-found");
        asksForPayment("tok_decline");
        awaitStatus("DECLINED");
        assertThat(code(refund("key-1", "{\"reason\": \"goodwill\"}"))).isEqualTo("409 payment-not-captured");
    }

    @Test
    void bad_refunds_are_refused_and_every_bad_field_is_named() {
        HttpResponse<String> bad =
                refund("key-1", "{\"amount\": {\"amount\": 0, \"currency\": \"pounds\"}, \"reason\": \" \", \"x\": 1}");
        assertThat(code(bad)).isEqualTo("400 invalid-request");
        assertThat(json(bad).path("errors"))
                .extracting(error -> error.path("pointer").asString())
                .containsExactlyInAnyOrder("/amount/amount", "/amount/currency", "/reason", "/x");
        HttpResponse<String> forbidden =
                ask(request("/v1/payments/" + orderId + "/refunds", ISSUER.customer(customerId))
                        .header("Idempotency-Key", "k")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"reason\": \"mine\"}")));
        assertThat(forbidden.statusCode()).isEqualTo(403);
    }

    @Test
    void customers_see_only_what_is_theirs() {
        asksForPayment("tok_approve");
        awaitStatus("CAPTURED");
        String mine = ISSUER.customer(customerId);
        String anothers = ISSUER.customer("somebody-else");

        HttpResponse<String> own = get("/v1/payments/" + orderId, mine);
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.headers().firstValue("ETag")).isPresent();
        HttpResponse<String> hidden = get("/v1/payments/" + orderId, anothers);
        HttpResponse<String> absent = get("/v1/payments/o-none", anothers);
        assertThat(code(hidden)).isEqualTo("404 payment-not-found");
        assertThat(code(absent)).isEqualTo("404 payment-not-found");
        assertThat(json(hidden).path("detail")).isEqualTo(json(absent).path("detail"));

        assertThat(balance(customerId, mine)).contains("\"amount\":1999,", "\"version\":1,");
        assertThat(code(get("/v1/customers/" + customerId + "/balance", anothers)))
                .isEqualTo("404 customer-not-found");
        assertThat(balance("somebody-else", anothers)).contains("\"balances\":[]");
        assertThat(code(get("/v1/customers/nobody/balance", OPERATOR))).isEqualTo("404 customer-not-found");
    }

    @Test
    void a_read_says_whether_it_is_as_new_as_was_asked() {
        String payment = "/v1/payments/" + orderId;
        String balance = "/v1/customers/" + customerId + "/balance";
        HttpResponse<String> absent = get(payment + "?minVersion=1", OPERATOR);
        assertThat(code(absent)).isEqualTo("404 payment-not-found");
        assertThat(freshness(absent)).isEqualTo("pending");
        assertThat(freshness(get(payment, OPERATOR))).isEqualTo("(not said)");
        HttpResponse<String> unknown = get(balance + "?minVersion=1", OPERATOR);
        assertThat(code(unknown)).isEqualTo("404 customer-not-found");
        assertThat(freshness(unknown)).isEqualTo("pending");
        assertThat(freshness(get(balance, OPERATOR))).isEqualTo("(not said)");

        asksForPayment("tok_approve");
        HttpResponse<String> fresh = ask(request(balance + "?minVersion=1", OPERATOR)
                .header("Prefer", "wait=10")
                .GET());
        assertThat(freshness(fresh)).isEqualTo("fresh");
        assertThat(fresh.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(payment().path("status").asString())
                .as("written together with its balance")
                .isEqualTo("CAPTURED");
        HttpResponse<String> behind = get(balance + "?minVersion=2", OPERATOR);
        assertThat(behind.statusCode()).isEqualTo(200);
        assertThat(freshness(behind)).isEqualTo("pending");
        assertThat(freshness(get(balance, OPERATOR))).isEqualTo("(not said)");
    }

    private static String freshness(HttpResponse<String> response) {
        return response.headers().firstValue("Orderflow-Freshness").orElse("(not said)");
    }

    private String balance(String ofCustomer, String token) {
        return get("/v1/customers/" + ofCustomer + "/balance", token).body();
    }
}
