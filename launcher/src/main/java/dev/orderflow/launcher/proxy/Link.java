package dev.orderflow.launcher.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.function.Supplier;

/** One client's connection and the one to the engine that belongs to it. */
final class Link implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    private static final int CONNECT_MILLIS = 5_000;

    private final Socket client;
    private final Socket engine;
    private final Supplier<Fate.Verdict> fate;

    /** Bytes went to the engine, and none have come back since. */
    private volatile boolean asked;

    private Link(Socket client, Socket engine, Supplier<Fate.Verdict> fate) {
        this.client = client;
        this.engine = engine;
        this.fate = fate;
    }

    static Link open(Socket client, URI upstream, Supplier<Fate.Verdict> fate) throws IOException {
        Socket engine = new Socket();
        try {
            engine.connect(new InetSocketAddress(upstream.getHost(), upstream.getPort()), CONNECT_MILLIS);
            // Small requests and answers: waiting to fill a packet would add 40 ms to each.
            engine.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            return new Link(client, engine, fate);
        } catch (IOException e) {
            closeQuietly(engine);
            throw e;
        }
    }

    /** Returns when the connection has ended, in whatever way. */
    void forward() throws IOException {
        Thread requests = Thread.ofVirtual().name("proxy-requests").start(this::passRequests);
        try {
            passAnswers();
        } finally {
            close();
        }
        try {
            requests.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passRequests() {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream from = client.getInputStream();
            OutputStream to = engine.getOutputStream();
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                asked = true;
                to.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // Ended by the client, by the engine, or by this proxy: nothing more to pass on.
        }
        close();
    }

    private void passAnswers() throws IOException {
        byte[] buffer = new byte[BUFFER];
        InputStream from = engine.getInputStream();
        OutputStream to = client.getOutputStream();
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            if (asked) {
                asked = false;
                switch (fate.get()) {
                    case DELIVER -> {}
                    case CLOSE -> {
                        // Not in order but by a reset, as where the machine behind went away.
                        client.setSoLinger(true, 0);
                        return;
                    }
                    case HOLD -> {
                        swallow(from, buffer);
                        return;
                    }
                }
            }
            to.write(buffer, 0, read);
        }
    }

    /** The answer is under way for ever: until the client gives up, or the engine does. */
    private static void swallow(InputStream from, byte[] buffer) throws IOException {
        while (from.read(buffer) >= 0) {
            // It goes nowhere.
        }
    }

    /** Ends both sides; a second time it does nothing. */
    @Override
    public void close() {
        closeQuietly(client);
        closeQuietly(engine);
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more, closed or not.
        }
    }
}
