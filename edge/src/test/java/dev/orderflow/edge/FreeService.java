package dev.orderflow.edge;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A real HTTP server in the place of a service: keeps what it was asked, answers as it is told. */
public final class FreeService {

    private HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private volatile HttpHandler handler;

    public record Asked(String method, String uri, Map<String, List<String>> headers, String body) {
        public List<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .toList();
        }
    }

    private FreeService() {
        answer(200, Map.of("Content-Type", "application/json"), "{}");
        server = listen(0);
    }

    private HttpServer listen(int port) {
        try {
            HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
            listening.setExecutor(threads);
            listening.createContext("/", exchange -> {
                try (exchange) {
                    handler.handle(exchange);
                }
            });
            listening.start();
            return listening;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static FreeService start() {
        return new FreeService();
    }

    /** Breaks every connection off and is away until {@link #comeBack}. */
    public void goAway() {
        server.stop(0);
    }

    /** Listens where it did before. */
    public void comeBack() {
        server = listen(port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Every request is read to its end, kept, and answered so. */
    public void answer(int status, Map<String, String> headers, String body) {
        handle(exchange -> {
            String received = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    received));
            headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    public void handle(HttpHandler newHandler) {
        handler = newHandler;
    }

    /** The oldest request that was not looked at yet. */
    public Asked next() {
        Asked next = asked.poll();
        if (next == null) {
            throw new AssertionError("The service was not asked");
        }
        return next;
    }

    public boolean wasAsked() {
        return !asked.isEmpty();
    }

    public void forget() {
        asked.clear();
    }
}
