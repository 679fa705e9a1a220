package dev.orderflow.web;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** In the place of an OpenTelemetry collector: takes everything by HTTP, and keeps it. */
final class TestCollector implements AutoCloseable {
    private static final int OK = 200;

    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private final String path;

    /** @param path to which it is sent */
    TestCollector(String path) {
        this.path = path;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(path, exchange -> {
            sent.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(OK, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The bodies, a character for each byte. */
    BlockingQueue<String> sent() {
        return sent;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
