package dev.orderflow.gatewaysim;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running payment gateway on 127.0.0.1, from {@link #start} to {@link #close}.
 *
 * <p>In a test: {@code try (var gateway = GatewaySimulator.start(Options.of(folder.resolve("ledger.jsonl")))) { … }}.
 */
public final class GatewaySimulator implements AutoCloseable {

    static {
        // Without this the JDK's server waits up to 40 ms with small answers (Nagle and delayed acknowledgement).
        setUnlessGiven("sun.net.httpserver.nodelay", "true");
        // Seconds in which a request must have arrived, so that a stalled client does not keep its thread for ever.
        setUnlessGiven("sun.net.httpserver.maxReqTime", "10");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Gateway gateway;
    private final CountDownLatch closing;
    private final int keysAtStart;

    private GatewaySimulator(
            HttpServer server, ExecutorService threads, Gateway gateway, CountDownLatch closing, int keysAtStart) {
        this.server = server;
        this.threads = threads;
        this.gateway = gateway;
        this.closing = closing;
        this.keysAtStart = keysAtStart;
    }

    /**
     * How to start.
     *
     * @param address what it listens on
     * @param port 0 for a free one
     * @param ledger the ledger file, made where it is missing
     * @param slow how late {@link TestCard#SLOW} is answered
     * @param held how long the cards that provoke a time-out hold their answer; longer than any client waits
     */
    public record Options(InetAddress address, int port, Path ledger, Duration slow, Duration held, Clock clock) {

        /** A free port, the documented times and the system's clock. */
        public static Options of(Path ledger) {
            return new Options(
                    InetAddress.getLoopbackAddress(),
                    0,
                    ledger,
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(30),
                    Clock.systemUTC());
        }

        public Options address(InetAddress newAddress) {
            return new Options(newAddress, port, ledger, slow, held, clock);
        }

        public Options port(int newPort) {
            return new Options(address, newPort, ledger, slow, held, clock);
        }

        public Options ledger(Path newLedger) {
            return new Options(address, port, newLedger, slow, held, clock);
        }

        public Options slow(Duration newSlow) {
            return new Options(address, port, ledger, newSlow, held, clock);
        }

        public Options held(Duration newHeld) {
            return new Options(address, port, ledger, slow, newHeld, clock);
        }

        public Options clock(Clock newClock) {
            return new Options(address, port, ledger, slow, held, newClock);
        }
    }

    /**
     * Replays the ledger and answers from then on.
     *
     * @throws IllegalStateException if the ledger is open elsewhere or cannot be read
     * @throws UncheckedIOException if the port is taken or the file cannot be opened
     */
    public static GatewaySimulator start(Options options) {
        JsonMapper json = JsonMapper.shared();
        Book book = new Book();
        try {
            LedgerFile file = LedgerFile.open(options.ledger(), json, book::apply);
            int keysAtStart = book.keys();
            Gateway gateway = new Gateway(book, file, options.clock(), Gateway.MAX_KEYS);
            try {
                CountDownLatch closing = new CountDownLatch(1);
                HttpServer server = HttpServer.create(new InetSocketAddress(options.address(), options.port()), 128);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                server.setExecutor(threads);
                server.createContext("/", new HttpApi(gateway, json, options.slow(), options.held(), closing));
                server.start();
                return new GatewaySimulator(server, threads, gateway, closing, keysAtStart);
            } catch (IOException | RuntimeException failed) {
                gateway.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "The gateway simulator cannot start on port " + options.port() + " with " + options.ledger(),
                    failed);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** For example {@code http://127.0.0.1:18086}, without a slash at the end. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int keysAtStart() {
        return keysAtStart;
    }

    /** Breaks off what is held back, lets what is being decided reach the ledger, and frees port and file. */
    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdown();
        try {
            // A decision takes milliseconds; five seconds pass only when the disk hangs.
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                System.getLogger(GatewaySimulator.class.getName())
                        .log(System.Logger.Level.WARNING, "Some requests did not end; their clients must ask again");
            }
            gateway.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            throw new UncheckedIOException("The ledger cannot be closed", failed);
        }
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
