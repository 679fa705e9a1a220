package dev.orderflow.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** What all share: the seed's choices, the clock, the threads, the trace, and the first violation. */
final class Environment {
    /** Enough to see what led to a violation, and bounded. */
    private static final int TRACE_LINES = 400;

    final long seed;
    final RandomGenerator random;
    final Scheduler scheduler;
    final Plant plant;
    final Planted planted = new Planted(this);
    private final boolean wholeTrace;
    private final @Nullable Fates fates;
    private final List<Sleeper> sleepers = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private final Deque<String> trace = new ArrayDeque<>();
    private Weather weather = Weather.CALM;
    private Instant now = Instant.parse("2026-01-05T10:00:00Z");
    private @Nullable Violation violation;
    private long calls;
    private boolean disturbed;

    /** Fewer than a service would have, so that there are snapshots at all. */
    private int commitsPerSnapshot = 5;

    Environment(long seed, Plant plant, boolean wholeTrace) {
        this(seed, plant, wholeTrace, null);
    }

    /** @param fates of the calls; null where the weather decides */
    Environment(long seed, Plant plant, boolean wholeTrace, @Nullable Fates fates) {
        this.fates = fates;
        this.seed = seed;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.scheduler = new Scheduler(random);
        this.plant = plant;
        this.wholeTrace = wholeTrace;
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
        wake(sleeper -> !sleeper.until().isAfter(now));
    }

    /** Lets a thread of a process stand until so much time has passed, or the process dies. */
    void sleep(Node node, Duration time) {
        Instant until = now.plus(time);
        sleepers.add(new Sleeper(node, Thread.currentThread(), until));
        while (now.isBefore(until) && !node.isDead()) {
            LockSupport.park();
        }
    }

    void wake(Node node) {
        wake(sleeper -> sleeper.node() == node);
    }

    private void wake(Predicate<Sleeper> which) {
        List<Sleeper> woken = sleepers.stream().filter(which).toList();
        sleepers.removeAll(woken);
        woken.forEach(sleeper -> LockSupport.unpark(sleeper.thread()));
    }

    private record Sleeper(Node node, Thread thread, Instant until) {}

    /** Something on the network arrives again, some time. */
    void arrivesAgain(Runnable effect) {
        late.add(effect);
    }

    void everythingArrivesAgain() {
        List<Runnable> arriving = List.copyOf(late);
        late.clear();
        arriving.forEach(Runnable::run);
    }

    int commitsPerSnapshot() {
        return commitsPerSnapshot;
    }

    void snapshotsEvery(int commits) {
        commitsPerSnapshot = commits;
    }

    Weather weather() {
        return weather;
    }

    void turn(Weather other) {
        weather = other;
    }

    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** What becomes of a call. */
    Fault draw(Call call) {
        calls++;
        if (fates != null) {
            return fates.of(call);
        }
        if (!chance(weather.callFails())) {
            return Fault.NONE;
        }
        return switch (random.nextInt(3)) {
            case 0 -> Fault.NOT_DONE;
            case 1 -> Fault.THROTTLED;
            default -> Fault.REPLY_LOST;
        };
    }

    /** What becomes of a batch on its way; under a seed it is leases and deaths that lose and repeat them. */
    Fault drawDelivery(Call call) {
        return fates == null ? Fault.NONE : fates.of(call);
    }

    long calls() {
        return calls;
    }

    /** Two processes may have had one lease in their hands. */
    void disturb() {
        disturbed = true;
    }

    boolean wasDisturbed() {
        return disturbed;
    }

    boolean isPlanted(Plant bug) {
        return plant == bug;
    }

    synchronized void trace(String line) {
        trace.add(now + " " + line);
        if (!wholeTrace && trace.size() > TRACE_LINES) {
            trace.removeFirst();
        }
    }

    synchronized List<String> trace() {
        return new ArrayList<>(trace);
    }

    /** Noted rather than thrown: whoever finds it may be production code's guest, which would catch it. */
    void violate(Invariant invariant, String detail) {
        if (violation == null) {
            violation = new Violation(invariant, detail);
            trace("VIOLATION " + violation.getMessage());
        }
    }

    void require(boolean holds, Invariant invariant, String detail) {
        if (!holds) {
            violate(invariant, detail);
        }
    }

    @Nullable
    Violation violation() {
        return violation;
    }

    enum Fault {
        NONE,
        /** An error, and nothing was done. */
        NOT_DONE,
        /** Refused for now. */
        THROTTLED,
        /** Done, and the caller does not learn it. */
        REPLY_LOST,
        /** The caller dies before the request leaves. */
        CRASH_BEFORE,
        /** Done, and the caller dies before the reply arrives. */
        CRASH_AFTER,
        /** Done twice in a row, as by a client that tries again by itself: the caller hears the second answer. */
        TWICE,
        /** Done, and once more much later, when a request that was on its way for long arrives. */
        AGAIN_LATE
    }
}
