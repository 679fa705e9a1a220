package dev.orderflow.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request, that can be sent to whichever address, byte for byte the same.
 *
 * @param path with its query, as it goes over the wire
 */
record Exchange(String method, String path, Map<String, String> headers, byte[] body) {
    private static final JsonMapper JSON = new JsonMapper();

    /** LocalStack loses the body of a request that asks for HTTP/2. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Of the request's identity nothing is left to chance: it comes back in answers. */
    private static final Map<String, String> IDENTITY = Map.of(
            "X-Request-Id", "req-42",
            "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    static Exchange of(String method, String path) {
        return new Exchange(method, path, IDENTITY, new byte[0]);
    }

    Exchange as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Exchange with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Exchange(method, path, more, body);
    }

    Exchange key(String idempotencyKey) {
        return with("Idempotency-Key", idempotencyKey);
    }

    Exchange json(Object content) {
        String text = content instanceof String raw ? raw : JSON.writeValueAsString(content);
        return sending("application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    Exchange sending(String contentType, byte[] content) {
        Exchange typed = with("Content-Type", contentType);
        return new Exchange(method, path, typed.headers, content);
    }

    /**
     * An answer as it came.
     *
     * @param headers names in lower case
     */
    record Answer(int status, Map<String, List<String>> headers, String body) {
        JsonNode json() {
            return body.isEmpty() ? JSON.missingNode() : JSON.readTree(body);
        }

        String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }

        boolean isSuccess() {
            return status < 400;
        }
    }

    Answer sendTo(URI base) {
        String address = base.toString().replaceAll("/$", "") + path;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofMinutes(1));
        headers.forEach(request::header);
        request.method(
                method,
                body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), new TreeMap<>(response.headers().map()), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + address, e);
        }
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
