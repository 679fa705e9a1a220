package dev.orderflow.order.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.web.testing.Contract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a service over a real port, as one caller; every answer is held against the HTTP contract. */
public final class HttpClientForTests {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String root;
    private final String token;

    public HttpClientForTests(int port, String token) {
        this.root = "http://127.0.0.1:" + port;
        this.token = token;
    }

    /** @param headers names and values in turn */
    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** @param json null for no body */
    public Answer post(String path, String json, String... headers) {
        HttpRequest.Builder request = request(path, headers);
        return send(
                json == null
                        ? request.POST(HttpRequest.BodyPublishers.noBody())
                        : request.header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path)).header("Authorization", "Bearer " + token);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    Contract.hold(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public record Answer(int status, Map<String, List<String>> headers, String body) {

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        /** Null where it is absent. */
        public String header(String name) {
            Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            byName.putAll(headers);
            List<String> values = byName.get(name);
            return values == null ? null : values.getFirst();
        }

        public Answer expecting(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }

        /** The problem document, which names these places and no others. */
        public JsonNode problem(int expectedStatus, String code, String... places) {
            expecting(expectedStatus);
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            assertThat(json().get("code").asString()).isEqualTo(code);
            List<String> named = new ArrayList<>();
            for (JsonNode error : json().path("errors")) {
                for (String kind : List.of("pointer", "parameter", "header")) {
                    if (error.has(kind)) {
                        named.add(error.get(kind).asString());
                    }
                }
            }
            assertThat(named).as(body).containsExactlyInAnyOrder(places);
            return json();
        }
    }
}
