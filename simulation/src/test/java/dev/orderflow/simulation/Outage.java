package dev.orderflow.simulation;

import java.net.SocketTimeoutException;

/** What an engine's client throws: the caller learns nothing of what became of the call. */
final class Outage extends RuntimeException {
    private static final long serialVersionUID = 1;

    Outage(String what) {
        super(what, new SocketTimeoutException("simulated"), false, false);
    }
}
