package dev.orderflow.infra.engine;

import java.net.URI;

/** A running engine. Closing it stops it in order, so that it can keep what it has to keep. */
public interface Engine extends AutoCloseable {

    String name();

    /** Where clients reach it, on the loopback interface. */
    URI endpoint();

    ManagedProcess process();

    @Override
    default void close() {
        process().stop();
    }
}
