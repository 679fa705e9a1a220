package dev.orderflow.infra.dynamodblocal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * The engine's own main class listens on every network interface and offers no choice, sets up telemetry, and leaves
 * its database open when it is told to stop. This one serves the same handlers on the loopback interface only.
 *
 * <p>Arguments: {@code <port> <data folder | :memory:> [stop-with-parent]}. With the last one it ends as soon as its
 * standard input ends, which happens when the process that started it dies in whatever way.
 */
public final class DynamoDbLocalMain {

    /** Suite and tests hold some tens of connections; a pool larger than this only costs memory. */
    private static final int MAX_THREADS = 64;

    private static final int MIN_THREADS = 4;

    private DynamoDbLocalMain() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("usage: DynamoDbLocalMain <port> <data folder | :memory:> [stop-with-parent]");
            System.exit(2);
            return;
        }
        int port = Integer.parseInt(arguments[0]);
        @Nullable String folder = dataFolder(arguments[1]);
        boolean stopWithParent = arguments.length > 2 && arguments[2].equals("stop-with-parent");

        var requests = new LocalDynamoDBRequestHandler(0, folder == null, folder, true, false);
        if (folder != null) {
            UnsyncedDatabase.useIn(requests, Path.of(folder));
        }
        var handler = new LocalDynamoDBServerHandler(requests, null);
        var server = new Server(new QueuedThreadPool(MAX_THREADS, MIN_THREADS));
        var connector = new org.eclipse.jetty.server.ServerConnector(server, 1, 1);
        var address = new InetSocketAddress("127.0.0.1", port);
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        server.addConnector(connector);
        server.setHandler(handler);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, handler), "stop-dynamodb-local"));
        server.start();
        System.out.printf(
                "DynamoDB Local listens on 127.0.0.1:%d and keeps its data %s%n",
                connector.getLocalPort(), folder == null ? "in memory" : "in " + folder);
        if (stopWithParent) {
            awaitEndOfParent();
            System.exit(0);
        }
        server.join();
    }

    private static @Nullable String dataFolder(String argument) throws IOException {
        return argument.equals(":memory:")
                ? null
                : Files.createDirectories(Path.of(argument)).toString();
    }

    private static void awaitEndOfParent() throws IOException {
        while (System.in.read() >= 0) {
            // Nobody writes to it; only its end matters.
        }
    }

    private static void stop(Server server, LocalDynamoDBServerHandler handler) {
        try {
            server.stop();
        } catch (Exception e) {
            System.err.println("the HTTP server did not stop in order: " + e);
        }
        handler.close();
    }
}
