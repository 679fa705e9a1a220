package dev.orderflow.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the service as clients do, and holds every answer against the HTTP contract. */
public final class ApiClient {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final String token;

    public ApiClient(int port, String token) {
        this.base = "http://127.0.0.1:" + port;
        this.token = token;
    }

    /** @param headers names and values in turn */
    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer put(String path, String json, String... headers) {
        return send("PUT", path, json, headers);
    }

    /** @param json null for no body */
    public Answer post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    /** What is done once however often it is sent under this key. */
    public Answer postOnce(String path, String key, String json) {
        return send("POST", path, json, "Idempotency-Key", key);
    }

    /** @param json null for no body */
    public Answer send(String method, String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(Contract.hold(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString())));
        } catch (IOException e) {
            throw new AssertionError("No answer to " + method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        /** Null where it is absent. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** Fails with the answer's body where the status is another one. */
        public Answer expecting(int status) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            return this;
        }

        /** A problem document with this code. */
        public Answer problem(int status, String code) {
            expecting(status);
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            assertThat(json().get("code").asString()).isEqualTo(code);
            assertThat(response.body()).doesNotContain("dev.orderflow", "Exception");
            return this;
        }

        /** The problem document, which names these places and no others. */
        public JsonNode problemNaming(int status, String code, String... places) {
            problem(status, code);
            List<String> named = new ArrayList<>();
            for (JsonNode error : json().path("errors")) {
                for (String kind : List.of("pointer", "parameter", "header")) {
                    if (error.has(kind)) {
                        named.add(error.get(kind).asString());
                    }
                }
            }
            assertThat(named).as(response.body()).containsExactlyInAnyOrder(places);
            return json();
        }
    }
}
