package dev.orderflow.launcher.torture;

import dev.orderflow.launcher.proxy.Fate;
import java.time.Duration;

/**
 * What a run does.
 *
 * @param length how long load and faults last; coming to rest and checking take some more minutes
 * @param seed chooses the load and the faults. Processes go their own ways, so the same seed asks the same of them and does
 *     not repeat what happens
 * @param chances of an answer of an engine or the gateway to be lost
 * @param pause how long a process is stopped; longer than a lease lasts, so that it wakes up without one
 */
public record TortureSettings(Duration length, long seed, Fate.Chances chances, Duration pause) {
    /** Of some hundred calls that an order costs in all, about one is lost. */
    private static final Fate.Chances SOME = new Fate.Chances(0.006, 0.002);

    /** Two seconds more than a lease. */
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(12);

    public static TortureSettings of(Duration length, long seed) {
        return new TortureSettings(length, seed, SOME, LONGER_THAN_A_LEASE);
    }
}
