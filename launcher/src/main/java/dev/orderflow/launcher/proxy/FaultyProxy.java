package dev.orderflow.launcher.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Forwards TCP connections, and by chance loses the answer to a request that it has forwarded: the request has its effect,
 * and the client never learns of it. That is the fault that matters most, and no engine commits it by itself.
 *
 * <p>It knows nothing of what it forwards but whose turn it is: the first bytes that come back after some went there are an
 * answer. So it serves every protocol of one request at a time, as HTTP/1.1 without pipelining is.
 */
public final class FaultyProxy implements AutoCloseable {
    /** Far more than seven services keep open; past it, clients are refused as a full server would. */
    private static final int MOST_CONNECTIONS = 512;

    /** A connection that waits to be taken in; as many as the default of most servers. */
    private static final int BACKLOG = 128;

    private final ServerSocket listener;
    private final URI upstream;
    private final Fate fate;
    private final Semaphore places = new Semaphore(MOST_CONNECTIONS);
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closed;

    private FaultyProxy(ServerSocket listener, URI upstream, Fate fate) {
        this.listener = listener;
        this.upstream = upstream;
        this.fate = fate;
    }

    /**
     * Listens on the loopback interface until it is closed.
     *
     * @param port 0 for any that is free
     */
    public static FaultyProxy start(int port, URI upstream, Fate fate) {
        try {
            ServerSocket listener = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
            FaultyProxy proxy = new FaultyProxy(listener, upstream, fate);
            Thread.ofVirtual().name("proxy-" + upstream.getPort()).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("No proxy can listen on port " + port + ": is another run under way?", e);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** How many answers were lost here. */
    public long dropped() {
        return dropped.get();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = listener.accept();
                if (places.tryAcquire()) {
                    Thread.ofVirtual().name("proxy-link").start(() -> serve(client));
                } else {
                    Link.closeQuietly(client);
                }
            } catch (IOException e) {
                // The listener was closed, or a client left before it was taken in.
                closed = closed || listener.isClosed();
            }
        }
    }

    private void serve(Socket client) {
        try (Link link = Link.open(client, upstream, this::next)) {
            links.add(link);
            try {
                if (!closed) {
                    link.forward();
                }
            } finally {
                links.remove(link);
            }
        } catch (IOException e) {
            // The engine does not listen: the client sees its connection end, as without a proxy.
            Link.closeQuietly(client);
        } finally {
            places.release();
        }
    }

    private Fate.Verdict next() {
        Fate.Verdict verdict = fate.next();
        if (verdict != Fate.Verdict.DELIVER) {
            dropped.incrementAndGet();
        }
        return verdict;
    }

    /** Ends every connection too. */
    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(Link::close);
    }
}
