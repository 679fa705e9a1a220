package dev.orderflow.order.adapter;

import dev.orderflow.infra.engine.LocalEngines;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Bad on purpose: knows another module, makes its own time and chance. */
public final class AdapterCanary {
    LocalEngines other;

    void bad() throws InterruptedException {
        Instant.now();
        Clock.systemUTC();
        InstantSource.system();
        UUID.randomUUID();
        Thread.sleep(1);
        new SecureRandom();
    }
}
