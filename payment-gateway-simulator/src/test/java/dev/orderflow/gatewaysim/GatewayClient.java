package dev.orderflow.gatewaysim;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client with a time-out, as the payment service is one. */
final class GatewayClient implements AutoCloseable {

    /** Generous for a loaded machine, where an answer is expected. */
    static final Duration PATIENT = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    GatewayClient(URI base) {
        this.base = base;
    }

    record Answer(int status, JsonNode body, HttpResponse<String> response) {
        boolean replayed() {
            return response.headers()
                    .firstValue("Idempotent-Replayed")
                    .filter("true"::equals)
                    .isPresent();
        }

        String code() {
            return body.path("code").asString();
        }
    }

    static String chargeBody(String card, long amount, String reference) {
        return """
                {"amount": %d, "currency": "GBP", "card": "%s", "reference": "%s"}""".formatted(amount, card, reference);
    }

    Answer charge(String key, String card) throws IOException, InterruptedException {
        return charge(key, card, PATIENT);
    }

    Answer charge(String key, String card, Duration timeout) throws IOException, InterruptedException {
        return post("/v1/charges", key, chargeBody(card, 1999, "order-" + key), timeout);
    }

    Answer refund(String key, String chargeKey, long amount) throws IOException, InterruptedException {
        return refund(key, chargeKey, amount, PATIENT);
    }

    Answer refund(String key, String chargeKey, long amount, Duration timeout)
            throws IOException, InterruptedException {
        String body = """
                {"chargeKey": "%s", "amount": %d, "currency": "GBP"}""".formatted(chargeKey, amount);
        return post("/v1/refunds", key, body, timeout);
    }

    Answer post(String path, String key, String body) throws IOException, InterruptedException {
        return post(path, key, body, PATIENT);
    }

    private Answer post(String path, String key, String body, Duration timeout)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .timeout(timeout)
                .POST(BodyPublishers.ofString(body)));
    }

    Answer findCharge(String key) throws IOException, InterruptedException {
        return get("/v1/charges?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
    }

    Answer findRefund(String key) throws IOException, InterruptedException {
        return get("/v1/refunds?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
    }

    JsonNode summary() throws IOException, InterruptedException {
        return get("/v1/ledger/summary").body();
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENT));
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENT);
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()), response);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
