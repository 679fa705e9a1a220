package dev.orderflow.eventstore.architecture.bad;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Deliberately wrong: proves that the rules about time, ids and waiting can fail. */
final class TakesWhatHasAHome {
    private TakesWhatHasAHome() {}

    static String randomId() {
        return UUID.randomUUID() + "@" + Instant.now();
    }

    static void nap() throws InterruptedException {
        Thread.sleep(Duration.ofMillis(1));
    }
}
