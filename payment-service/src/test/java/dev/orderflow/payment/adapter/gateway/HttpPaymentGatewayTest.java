package dev.orderflow.payment.adapter.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.orderflow.events.Money;
import dev.orderflow.payment.application.PaymentGateway.CaptureAnswer;
import dev.orderflow.payment.application.PaymentGateway.RefundAnswer;
import dev.orderflow.payment.domain.Capture;
import dev.orderflow.payment.domain.Refund;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is believed of an answer, and what is not: anything may stand between us and the gateway. */
class HttpPaymentGatewayTest {
    private static final Capture CAPTURE =
            new Capture("o1", "p1", "ada", "capture-o1", new Money(1999, "GBP"), "tok_approve");
    private static final Refund REFUND =
            new Refund("r1", "refund-r1", new Money(500, "GBP"), "order", "undone", 0, false);

    private final List<String> requests = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private int status = 200;
    private String body = "{}";
    private boolean stalls;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            if (stalls) {
                // Headers and half of the body, then silence.
                exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
                exchange.getResponseBody().flush();
                await();
            }
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    private void await() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        never.countDown();
        server.stop(0);
        threads.close();
    }

    private HttpPaymentGateway gateway() {
        return gateway(Duration.ofSeconds(20));
    }

    private HttpPaymentGateway gateway(Duration timeout) {
        return new HttpPaymentGateway(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), timeout);
    }

    private void answers(int newStatus, String newBody) {
        status = newStatus;
        body = newBody;
    }

    private static final String CAPTURED = """
            {"chargeId": "ch_1", "key": "capture-o1", "status": "captured", "amount": 1999, "currency": "GBP"}""";
    private static final String DECLINED = """
            {"chargeId": "ch_1", "key": "capture-o1", "status": "declined", "reason": "card_declined", "amount": 1999, "currency": "GBP"}""";
    private static final String REFUNDED = """
            {"refundId": "re_1", "key": "refund-r1", "status": "refunded", "chargeId": "ch_1", "amount": 500, "currency": "GBP"}""";

    @Test
    void sends_the_key_and_believes_what_names_it() {
        answers(200, CAPTURED);
        assertThat(gateway().capture(CAPTURE)).isEqualTo(new CaptureAnswer.Captured("ch_1"));
        assertThat(requests)
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .startsWith("POST /v1/charges capture-o1 {")
                        .contains(
                                "\"amount\":1999",
                                "\"currency\":\"GBP\"",
                                "\"card\":\"tok_approve\"",
                                "\"reference\":\"o1\""));
    }

    @Test
    void believes_a_decline_that_says_so() {
        answers(402, DECLINED);
        assertThat(gateway().capture(CAPTURE)).isEqualTo(new CaptureAnswer.Declined("card_declined"));
        answers(200, DECLINED);
        assertThat(gateway().findCapture(CAPTURE)).isEqualTo(new CaptureAnswer.Declined("card_declined"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    402 | {}
                    402 | <html>Payment required</html>
                    402 | {"status": "declined"}
                    200 | {}
                    200 | not json
                    200 | {"chargeId": "ch_1", "key": "another", "status": "captured", "amount": 1999, "currency": "GBP"}
                    200 | {"chargeId": "ch_1", "key": "capture-o1", "status": "captured", "amount": 1, "currency": "GBP"}
                    200 | {"chargeId": "ch_1", "key": "capture-o1", "status": "captured", "amount": 1999, "currency": "EUR"}
                    200 | {"chargeId": "ch_1", "key": "capture-o1", "status": "odd", "amount": 1999, "currency": "GBP"}
                    400 | {"code": "invalid-request"}
                    401 | {}
                    404 | {}
                    409 | {"code": "key-reused"}
                    429 | {}
                    500 | {"code": "made-to-fail"}
                    503 | {}
                    """)
    void everything_else_is_unknown_and_never_declined(int answered, String with) {
        answers(answered, with);
        assertThat(gateway().capture(CAPTURE)).isInstanceOf(CaptureAnswer.Unknown.class);
        assertThat(gateway().findCapture(CAPTURE)).isInstanceOf(CaptureAnswer.Unknown.class);
        assertThat(gateway().refund(REFUND, "ch_1")).isInstanceOf(RefundAnswer.Unconfirmed.class);
        assertThat(gateway().findRefund(REFUND)).isInstanceOf(RefundAnswer.Unconfirmed.class);
    }

    @Test
    void only_the_gateways_own_404_means_not_found() {
        answers(404, "{\"code\": \"unknown-charge\"}");
        assertThat(gateway().findCapture(CAPTURE)).isEqualTo(new CaptureAnswer.NotFound());
        assertThat(requests).containsExactly("GET /v1/charges?key=capture-o1 null ");
        answers(404, "{\"code\": \"unknown-refund\"}");
        assertThat(gateway().findRefund(REFUND)).isEqualTo(new RefundAnswer.NotFound());
        answers(404, "{\"code\": \"no-such-resource\"}");
        assertThat(gateway().findCapture(CAPTURE))
                .isEqualTo(new CaptureAnswer.Unknown("the gateway answered 404 no-such-resource"));
    }

    @Test
    void refunds_under_the_refunds_key() {
        answers(200, REFUNDED);
        assertThat(gateway().refund(REFUND, "ch_1")).isEqualTo(new RefundAnswer.Refunded());
        assertThat(gateway().findRefund(REFUND)).isEqualTo(new RefundAnswer.Refunded());
        assertThat(requests.getFirst())
                .startsWith("POST /v1/refunds refund-r1 {")
                .contains("\"chargeId\":\"ch_1\"", "\"amount\":500", "\"currency\":\"GBP\"");
    }

    @Test
    void a_body_that_never_ends_times_out() {
        answers(200, CAPTURED);
        stalls = true;
        assertThat(gateway(Duration.ofMillis(300)).capture(CAPTURE))
                .isEqualTo(new CaptureAnswer.Unknown("no answer within 300 ms"));
    }

    @Test
    void a_body_that_is_too_large_is_unknown() {
        answers(200, CAPTURED + " ".repeat(70_000));
        assertThat(gateway().capture(CAPTURE)).isInstanceOf(CaptureAnswer.Unknown.class);
    }

    @Test
    void a_gateway_that_is_not_there_is_unknown() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (HttpPaymentGateway nobody =
                new HttpPaymentGateway(URI.create("http://127.0.0.1:" + free), Duration.ofSeconds(20))) {
            assertThat(nobody.capture(CAPTURE)).isInstanceOf(CaptureAnswer.Unknown.class);
        }
    }
}
