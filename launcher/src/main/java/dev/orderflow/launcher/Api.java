package dev.orderflow.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The suite's HTTP API through its one entry point, as any client would use it. */
public final class Api {
    /** An import's upload is the longest call: the file is read to its end before the answer. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(5);

    private static final Duration BUSY_AT_MOST = Duration.ofMinutes(2);

    private static final int UNAVAILABLE = 503;

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; *rel=\"?next\"?");

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final URI issuer;
    private final Duration timeout;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    public Api(URI edge) {
        this(edge, LONGEST_CALL);
    }

    /** @param timeout how long an answer is waited for */
    public Api(URI edge, Duration timeout) {
        this(edge, edge, timeout);
    }

    /**
     * @param api may have a path of its own, such as that of a stage of an API Gateway
     * @param issuer gives out tokens
     */
    public Api(URI api, URI issuer) {
        this(api, issuer, LONGEST_CALL);
    }

    private Api(URI api, URI issuer, Duration timeout) {
        this.base = api.toString().replaceFirst("/$", "");
        this.issuer = issuer;
        this.timeout = timeout;
    }

    /** @param body the JSON of the answer; a missing node where there is none */
    public record Answer(int status, JsonNode body, Map<String, String> headers) {
        /** The body, where the status is one of the 200s. */
        public JsonNode expected() {
            if (status / 100 != 2) {
                throw new SuiteException("The suite answered " + status + ": " + body);
            }
            return body;
        }

        private boolean isAvailable() {
            return status != UNAVAILABLE;
        }

        /** The path of the next page, from the {@code Link} header; empty on the last one. */
        public String next() {
            Matcher next = NEXT.matcher(headers.getOrDefault("Link", ""));
            return next.find() ? next.group(1) : "";
        }
    }

    /** A token of the local issuer. */
    public String token(String client, String subject) {
        return tokens.computeIfAbsent(client + " " + subject, key -> {
            String form = "client=" + client + (subject.isEmpty() ? "" : "&sub=" + subject) + "&ttl=86400";
            HttpRequest request = HttpRequest.newBuilder(issuer.resolve("/local-issuer/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
            return send(request).expected().required("access_token").asString();
        });
    }

    public Answer get(String path, String token) {
        return send(request(path, token).GET().build());
    }

    /**
     * What whoever waits for something long looks with: where an engine is too busy for a moment and the suite answers 503,
     * asks again, for two minutes.
     *
     * @return an answer of the 200s
     */
    public Answer look(String path, String token) {
        Answer answer = Wait.upTo(
                        BUSY_AT_MOST, () -> Optional.of(get(path, token)).filter(Answer::isAvailable))
                .orElseGet(() -> get(path, token));
        answer.expected();
        return answer;
    }

    public Answer post(String path, String token, String idempotencyKey, Object body) {
        return post(path, token, idempotencyKey, body, Map.of());
    }

    /** @param headers besides those that every such request has */
    public Answer post(String path, String token, String idempotencyKey, Object body, Map<String, String> headers) {
        HttpRequest.Builder request = request(path, token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body), StandardCharsets.UTF_8));
        headers.forEach(request::header);
        return send(request.build());
    }

    /** Without a body. */
    public Answer post(String path, String token) {
        return send(
                request(path, token).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    public Answer put(String path, String token, Object body) {
        HttpRequest request = request(path, token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body), StandardCharsets.UTF_8))
                .build();
        return send(request);
    }

    /** Uploads a file, streamed. */
    public Answer upload(String path, String token, Path file) {
        try {
            boolean gzip = file.toString().endsWith(".gz");
            return send(request(path, token)
                    .header("Content-Type", gzip ? "application/gzip" : "text/csv")
                    .POST(HttpRequest.BodyPublishers.ofFile(file))
                    .build());
        } catch (IOException e) {
            throw new SuiteException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            String text = response.body();
            JsonNode body = text.isBlank() || text.startsWith("<") ? JSON.missingNode() : JSON.readTree(text);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
            return new Answer(response.statusCode(), body, headers);
        } catch (IOException e) {
            throw new SuiteException(
                    "No answer from " + request.uri() + " (" + e
                            + "). ./orderflow status shows what runs, ./orderflow up starts it",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteException("Interrupted while waiting for " + request.uri(), e);
        }
    }
}
