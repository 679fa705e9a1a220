package dev.orderflow.payment.adapter.gateway;

import dev.orderflow.events.Money;
import dev.orderflow.payment.application.PaymentGateway;
import dev.orderflow.payment.domain.Capture;
import dev.orderflow.payment.domain.Refund;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * The gateway of docs/payment-gateway-simulator.md.
 *
 * <p>Only an answer that names this very key and amount, and says what became of them, is believed. A 402 is a decline
 * only where the body says so: a proxy on the way may answer anything, and none of it is the gateway's word.
 */
public final class HttpPaymentGateway implements PaymentGateway, AutoCloseable {
    static {
        // Seconds. Servers drop idle connections after half a minute or more; a request that meets one being dropped
        // would have an unknown outcome for nothing. The client can be told only by this property.
        if (System.getProperty("jdk.httpclient.keepalive.timeout") == null) {
            System.setProperty("jdk.httpclient.keepalive.timeout", "10");
        }
    }

    /** An answer has a few hundred bytes; what is larger is not the gateway's. */
    private static final int LARGEST_ANSWER_BYTES = 64 * 1024;

    private final URI baseUrl;
    private final Duration timeout;
    private final HttpClient http;
    private final JsonMapper json = JsonMapper.shared();

    /** @param timeout of a whole call, from the connection to the last byte of the answer */
    public HttpPaymentGateway(URI baseUrl, Duration timeout) {
        this.baseUrl = baseUrl;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public CaptureAnswer capture(Capture capture) {
        Map<String, Object> body = Map.of(
                "amount", capture.amount().amount(),
                "currency", capture.amount().currency(),
                "card", capture.card(),
                "reference", capture.orderId());
        return captureAnswer(post("/v1/charges", capture.gatewayKey(), body), capture);
    }

    @Override
    public CaptureAnswer findCapture(Capture capture) {
        Answer answer = get("/v1/charges", capture.gatewayKey());
        return answer.status == 404 && answer.code().equals("unknown-charge")
                ? new CaptureAnswer.NotFound()
                : captureAnswer(answer, capture);
    }

    @Override
    public RefundAnswer refund(Refund refund, String chargeId) {
        Map<String, Object> body = Map.of(
                "chargeId", chargeId,
                "amount", refund.amount().amount(),
                "currency", refund.amount().currency());
        return refundAnswer(post("/v1/refunds", refund.gatewayKey(), body), refund);
    }

    @Override
    public RefundAnswer findRefund(Refund refund) {
        Answer answer = get("/v1/refunds", refund.gatewayKey());
        return answer.status == 404 && answer.code().equals("unknown-refund")
                ? new RefundAnswer.NotFound()
                : refundAnswer(answer, refund);
    }

    private static CaptureAnswer captureAnswer(Answer answer, Capture capture) {
        boolean decided = answer.status == 200 || answer.status == 402;
        if (!decided || !answer.isAbout(capture.gatewayKey(), capture.amount())) {
            return new CaptureAnswer.Unknown(answer.describe());
        }
        return switch (answer.text("status")) {
            case "captured" -> new CaptureAnswer.Captured(answer.text("chargeId"));
            case "declined" -> new CaptureAnswer.Declined(answer.text("reason"));
            default -> new CaptureAnswer.Unknown(answer.describe());
        };
    }

    private static RefundAnswer refundAnswer(Answer answer, Refund refund) {
        return answer.status == 200
                        && answer.isAbout(refund.gatewayKey(), refund.amount())
                        && answer.text("status").equals("refunded")
                ? new RefundAnswer.Refunded()
                : new RefundAnswer.Unconfirmed(answer.describe());
    }

    private Answer post(String path, String key, Map<String, Object> body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
    }

    private Answer get(String path, String key) {
        return send(HttpRequest.newBuilder(uri(path + "?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8)))
                .GET());
    }

    private URI uri(String pathAndQuery) {
        String base = baseUrl.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + pathAndQuery);
    }

    private Answer send(HttpRequest.Builder request) {
        // The client's own time-out ends with the headers; this one holds for the body too.
        CompletableFuture<HttpResponse<byte[]>> call = http.sendAsync(
                request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER_BYTES));
        try {
            HttpResponse<byte[]> response = call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), read(response.body()), "");
        } catch (TimeoutException e) {
            return Answer.none("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return Answer.none("the call failed: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.none("stopped before an answer came");
        } finally {
            call.cancel(true);
        }
    }

    private JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /**
     * @param status of HTTP, or 0 where no answer came
     * @param failure why none came
     */
    private record Answer(int status, JsonNode body, String failure) {

        static Answer none(String failure) {
            return new Answer(0, MissingNode.getInstance(), failure);
        }

        String text(String field) {
            return body.path(field).asString("");
        }

        String code() {
            return text("code");
        }

        boolean isAbout(String key, Money amount) {
            return text("key").equals(key)
                    && body.path("amount").asLong(-1) == amount.amount()
                    && text("currency").equals(amount.currency());
        }

        /** For people: it ends in the journal, so it holds no more than status and code. */
        String describe() {
            if (status == 0) {
                return failure;
            }
            return "the gateway answered " + status + (code().isEmpty() ? "" : " " + code());
        }
    }
}
