package dev.orderflow.notification.application;

import dev.orderflow.infra.engine.Ports;
import java.time.Instant;

/** Breaks every rule on purpose, so that the rules are seen to work. */
public final class OutwardCanary {
    Instant whatever() {
        return Instant.now().plusMillis(Ports.free());
    }
}
