package dev.orderflow.web.canary;

import dev.orderflow.eventstore.memory.InMemoryJournal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.apache.catalina.Valve;
import software.amazon.awssdk.core.exception.SdkException;

/** Breaks every rule on purpose, so that the rules are seen to work. */
public final class WebCanary {
    private final InMemoryJournal engine = new InMemoryJournal();

    Object outsideOfItsHome(Valve server, SdkException failure) {
        return failure.getMessage() + server + engine;
    }

    Object timeAndChance() throws InterruptedException {
        Thread.sleep(1);
        return Instant.now().toString()
                + Clock.systemUTC()
                + InstantSource.system()
                + UUID.randomUUID()
                + new SecureRandom();
    }
}
