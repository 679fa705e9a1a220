package dev.orderflow.e2e;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orderflow.infra.templates.Policy.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;

/** Stands before an engine, passes everything on, and notes who called for what. */
final class RecordingProxy implements AutoCloseable {
    /** What the HTTP client here sets itself. */
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

    private static final int NO_BODY = -1;
    private static final int BAD_GATEWAY = 502;

    static {
        // An answer is written in two parts: without these the second waits 40 ms, and connections end under clients.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "300");
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;
    private final URI engine;
    private final Seen seen;

    /** What was called for, by access key, and what could not be understood. */
    static final class Seen {
        private final Map<String, Set<Call>> calls = new TreeMap<>();
        private final List<String> misunderstood = new ArrayList<>();

        synchronized void note(AwsRequest request, int status) {
            try {
                calls.computeIfAbsent(request.accessKey(), key -> new TreeSet<>())
                        .addAll(request.calls(status));
            } catch (RuntimeException e) {
                misunderstood.add(request.method() + " " + request.uri() + ": " + e);
            }
        }

        synchronized Set<Call> by(String accessKey) {
            return new TreeSet<>(calls.getOrDefault(accessKey, Collections.emptySet()));
        }

        synchronized Set<String> accessKeys() {
            return Set.copyOf(calls.keySet());
        }

        synchronized List<String> misunderstood() {
            return List.copyOf(misunderstood);
        }
    }

    private RecordingProxy(HttpServer server, URI engine, Seen seen) {
        this.server = server;
        this.engine = engine;
        this.seen = seen;
    }

    static RecordingProxy start(int port, URI engine, Seen seen) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            RecordingProxy proxy = new RecordingProxy(HttpServer.create(address, 0), engine, seen);
            proxy.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            proxy.server.createContext("/", proxy::pass);
            proxy.server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("No proxy can listen on port " + port + ": is another run under way?", e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            HttpResponse<byte[]> answer = client.send(request(exchange, body), HttpResponse.BodyHandlers.ofByteArray());
            Headers asked = exchange.getRequestHeaders();
            AwsRequest.Header header = name -> {
                String value = asked.getFirst(name);
                return value == null ? "" : value;
            };
            seen.note(
                    new AwsRequest(exchange.getRequestMethod(), exchange.getRequestURI(), header, body),
                    answer.statusCode());
            reply(exchange, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The engine is away: clients try again, as they would without a proxy.
            exchange.sendResponseHeaders(BAD_GATEWAY, NO_BODY);
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        engine.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static void reply(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        answer.headers().map().forEach((name, values) -> {
            boolean length = name.equalsIgnoreCase("content-length") && head;
            if (length || !HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? NO_BODY : answer.body().length);
        if (answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
