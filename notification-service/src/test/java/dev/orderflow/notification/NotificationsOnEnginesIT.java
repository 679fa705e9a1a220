package dev.orderflow.notification;

import static dev.orderflow.notification.EngineMailbox.mailsTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.Contact;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.events.OrderLine;
import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.Shortage;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.CommitStream;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.EngineConnection;
import dev.orderflow.eventstore.testing.EngineProperties;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.web.testing.Contract;
import dev.orderflow.web.testing.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service on real engines, consumed as in production: what lies in the mailbox and in the back office's queue. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(EngineConnection.class)
// The service ends before its engines do, and so need not complain that they went away.
@DirtiesContext
class NotificationsOnEnginesIT {
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = TestCommits.unique("note") + "-";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What was taken out of the back office's queue, by any of the tests. */
    private static final List<JsonNode> BACK_OFFICE = new ArrayList<>();

    @LocalServerPort
    int port;

    @Autowired
    CommitStream stream;

    @Autowired
    InstantSource clock;

    @Autowired
    SqsClient sqs;

    private final Map<StreamId, Long> versions = new HashMap<>();
    private final String orderId = TestCommits.unique("o");
    private final String customerId = TestCommits.unique("customer");
    private final String email = customerId + "@example.com";

    @DynamicPropertySource
    static void engines(DynamicPropertyRegistry registry) {
        ISSUER.configure(registry::add);
        EngineProperties.under(PREFIX).forEach((name, value) -> registry.add(name, () -> value));
        registry.add("orderflow.notifications.back-office.topic", () -> PREFIX + "back-office");
        registry.add("orderflow.notifications.back-office.queue", () -> PREFIX + "back-office");
        registry.add("orderflow.notifications.back-office.payment-unknown-for", () -> "1m");
    }

    // What happens.

    private StoredCommit publish(String category, Instant at, DomainEvent... events) {
        return publish(new StreamId(category, orderId), at, events);
    }

    private StoredCommit publish(StreamId id, Instant at, DomainEvent... events) {
        long first = versions.getOrDefault(id, 0L) + 1;
        versions.put(id, first + events.length - 1);
        StoredCommit commit = TestCommits.stored(new Commit(
                id,
                first,
                List.of(events),
                new CommitMetadata(TestCommits.unique("c"), at, "orders-0", "request-1", "request-1", null)));
        put(commit);
        return commit;
    }

    private void put(StoredCommit commit) {
        Await.until(() -> stream.put(List.of(commit)).getFirst());
    }

    private OrderEvent.OrderPlaced placed(String id, Contact contact) {
        return new OrderEvent.OrderPlaced(
                id,
                customerId,
                "key",
                "digest",
                clock.instant(),
                List.of(new OrderLine("85123A", "WHITE HANGING HEART", 2, new Money(255, "GBP"))),
                new Money(510, "GBP"),
                "tok_approve",
                contact,
                null);
    }

    private void placed() {
        publish("order", clock.instant(), placed(orderId, new Contact("Ada Lovelace", email)));
    }

    /**
     * Two steps that time out, one after the other, behind what the order's stream holds so far. Subscribers take turns
     * at one batch of a stream; so when the second is told, all of them are done with what went before the first.
     */
    private void fence(String order) {
        StreamId id = new StreamId("order", order);
        for (FulfilmentStep step : List.of(FulfilmentStep.RESERVE_STOCK, FulfilmentStep.SHIP)) {
            long version = publish(id, clock.instant(), new OrderEvent.OrderStepTimedOut(order, step))
                    .commit()
                    .firstVersion();
            Await.until(() -> causes(order).contains(id + "@" + version + " order.step-timed-out.v1"));
        }
    }

    private List<String> statuses(String token) {
        List<String> statuses = new ArrayList<>();
        notifications(token, orderId)
                .forEach(item -> statuses.add(item.path("status").asString()));
        return statuses;
    }

    private List<String> causes(String order) {
        List<String> causes = new ArrayList<>();
        notifications(ISSUER.operator(), order)
                .forEach(item -> causes.add(item.path("cause").asString()));
        return causes;
    }

    // What comes of it.

    private JsonNode toldToBackOffice(String subject) {
        Await.until(() -> !allToldToBackOffice(subject).isEmpty());
        return allToldToBackOffice(subject).getFirst();
    }

    /** Takes everything out of the back office's queue first. */
    private List<JsonNode> allToldToBackOffice(String subject) {
        String url =
                sqs.getQueueUrl(get -> get.queueName(PREFIX + "back-office")).queueUrl();
        List<Message> taken = List.of();
        do {
            taken = sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10))
                    .messages();
            for (Message message : taken) {
                BACK_OFFICE.add(JsonMapper.shared().readTree(message.body()));
                sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        } while (!taken.isEmpty());
        return BACK_OFFICE.stream()
                .filter(told -> told.path("Subject").asString("").equals(subject))
                .toList();
    }

    private JsonNode notifications(String token) {
        return notifications(token, orderId);
    }

    private JsonNode notifications(String token, String order) {
        return json(get(token, order)).path("items");
    }

    private HttpResponse<String> get(String token, String order) {
        return get(token, order, "wait=0");
    }

    private HttpResponse<String> get(String token, String order, String prefer) {
        return Contract.hold(send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/notifications?orderId=" + order))
                        .header("Authorization", "Bearer " + token)
                        .header("Prefer", prefer)
                        .GET()));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    @Test
    void a_completed_order_is_told_to_its_customer_exactly_once() {
        HttpResponse<String> tooEarly = get(ISSUER.customer(customerId), orderId + "&minVersion=1", "wait=0");
        assertThat(tooEarly.statusCode()).isEqualTo(404);
        assertThat(tooEarly.headers().firstValue("Orderflow-Freshness")).contains("pending");
        placed();
        HttpResponse<String> known = get(ISSUER.customer(customerId), orderId + "&minVersion=1", "wait=10");
        assertThat(known.headers().firstValue("Orderflow-Freshness")).contains("fresh");
        assertThat(json(known).path("items")).isEmpty();
        HttpResponse<String> behind = get(ISSUER.customer(customerId), orderId + "&minVersion=2", "wait=0");
        assertThat(behind.statusCode()).isEqualTo(200);
        assertThat(behind.headers().firstValue("Orderflow-Freshness")).contains("pending");
        publish("order", clock.instant(), new OrderEvent.OrderPaid(orderId, "p1"));
        StoredCommit end = publish(
                "order",
                clock.instant(),
                new OrderEvent.OrderShipped(orderId, "s1", "TRACK-" + orderId),
                new OrderEvent.OrderCompleted(orderId));
        Await.until(() -> !mailsTo(email).isEmpty());
        put(end);
        fence(orderId);

        assertThat(mailsTo(email)).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Your order " + orderId + " is on its way");
            assertThat(mail.text())
                    .contains("Dear Ada Lovelace", "TRACK-" + orderId, "2 x WHITE HANGING HEART", "£5.10");
            assertThat(mail.html()).contains("<p>Dear Ada Lovelace,</p>", "£5.10");
        });
        Await.until(() -> statuses(ISSUER.customer(customerId)).equals(List.of("SENT")));
        JsonNode told = notifications(ISSUER.customer(customerId)).path(0);
        assertThat(told.path("recipient").asString()).isEqualTo(email);
        assertThat(told.path("channel").asString()).isEqualTo("EMAIL");
        assertThat(told.path("cause").asString()).isEqualTo("order-" + orderId + "@4 order.completed.v1");
        assertThat(told.path("messageId").asString()).isNotBlank();
        assertThat(told.path("sentAt").asString()).isNotBlank();
        assertThat(get(ISSUER.customer("somebody-else"), orderId).statusCode()).isEqualTo(404);
    }

    @Test
    void a_shortage_is_told_to_the_customer_and_to_the_back_office() {
        placed();
        publish(
                "order",
                clock.instant(),
                new OrderEvent.OrderRejected(
                        orderId, RejectionReason.OUT_OF_STOCK, List.of(new Shortage("85123A", 2, 1))));

        JsonNode told = toldToBackOffice("Stock shortage: order " + orderId);
        assertThat(told.path("Message").asString()).contains("85123A", "1 of 2");
        assertThat(told.path("MessageAttributes").path("occasion").path("Value").asString())
                .isEqualTo("stock-shortage");
        Await.until(() -> notifications(ISSUER.operator()).size() == 2);
        assertThat(notifications(ISSUER.customer(customerId))).hasSize(1);
        assertThat(mailsTo(email))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("1 of 2", "has not been charged"));
    }

    @Test
    void who_left_no_address_gets_no_mail_and_a_wrong_one_is_recorded_as_failed() {
        publish("order", clock.instant(), placed(orderId, new Contact("Ada", "not an address")));
        publish("order", clock.instant(), new OrderEvent.OrderCancelled(orderId, "changed my mind"));
        Await.until(() -> statuses(ISSUER.operator()).equals(List.of("FAILED")));
        assertThat(notifications(ISSUER.operator()).path(0).path("reason").asString())
                .contains("Not an e-mail address");

        String nobody = TestCommits.unique("o");
        publish(new StreamId("order", nobody), clock.instant(), placed(nobody, null));
        publish(new StreamId("order", nobody), clock.instant(), new OrderEvent.OrderCancelled(nobody, ""));
        fence(nobody);
        assertThat(causes(nobody)).hasSize(2).allMatch(cause -> cause.endsWith("order.step-timed-out.v1"));
    }

    @Test
    void a_payment_unknown_for_long_is_told_once_and_a_short_doubt_is_not() {
        placed();
        Instant start = clock.instant();
        PaymentEvent intent = new PaymentEvent.CaptureIntended(
                orderId, "p1", customerId, "capture-" + orderId, new Money(510, "GBP"), "tok_timeout_charged");
        PaymentEvent unknown = new PaymentEvent.CaptureOutcomeUnknown(orderId, "p1", "no answer within 2000 ms");
        publish("payment", start, intent);
        publish("payment", start.plusSeconds(59), unknown);
        publish("payment", start.plusSeconds(61), unknown);
        publish("payment", start.plusSeconds(120), unknown);

        JsonNode told = toldToBackOffice("Payment unknown: order " + orderId);
        assertThat(told.path("Message").asString()).contains("no answer within 2000 ms", "capture-" + orderId);
        publish("payment", start, new PaymentEvent.RefundAttemptFailed(orderId, "r1", 5, "no answer"));
        toldToBackOffice("Refund failing: order " + orderId);
        assertThat(allToldToBackOffice("Payment unknown: order " + orderId)).hasSize(1);
        Await.until(() -> causes(orderId).size() == 2);
        assertThat(causes(orderId))
                .containsExactlyInAnyOrder(
                        "payment-" + orderId + "@3 payment.capture-unknown.v1",
                        "payment-" + orderId + "@5 payment.refund-attempt-failed.v1");
    }
}
