package dev.orderflow.launcher.compose;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** Which of the stack's services run, seen from within its network. */
final class RunningServices {
    /** Of every service's container. */
    private static final int PORT = 8080;

    /** Neighbours on one machine answer in milliseconds, or there is none. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private RunningServices() {}

    static List<String> among(List<String> hosts) {
        return among(hosts, PORT);
    }

    static List<String> among(List<String> hosts, int port) {
        return hosts.stream().filter(host -> listens(host, port)).toList();
    }

    private static boolean listens(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
