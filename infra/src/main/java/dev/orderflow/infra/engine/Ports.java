package dev.orderflow.infra.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.IntFunction;

/** Ports of the loopback interface. */
public final class Ports {

    /** A free port can be taken by another process before the engine binds it; that is rare, so few attempts do. */
    private static final int ATTEMPTS = 3;

    private static final int CONNECT_TIMEOUT_MILLIS = 500;

    private Ports() {}

    public static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
    }

    public static boolean isTaken(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException nobodyListens) {
            return false;
        }
    }

    static void requireFree(String name, int port) {
        if (isTaken(port)) {
            throw new EngineException("Port " + port + ", which " + name + " needs, is taken by another process."
                    + " Stop that one (is a suite still up? ./orderflow down), or choose other ports with"
                    + " ORDERFLOW_PORT_BASE.");
        }
    }

    /** Starts something on a free port, and on another one where it loses the race for the first. */
    static <T> T startOnFreePort(IntFunction<T> start) {
        for (int attempt = 1; ; attempt++) {
            try {
                return start.apply(free());
            } catch (EngineException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
