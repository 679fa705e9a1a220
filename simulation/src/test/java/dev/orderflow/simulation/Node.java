package dev.orderflow.simulation;

import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.TransientFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One process of a service, from its start to its death. Every call that leaves it goes through here. */
final class Node {
    /** As the services' clients are set: then the connection is cut. */
    private static final Duration CALL_ENDS_AFTER = Duration.ofSeconds(20);

    final String name;
    final String slot;
    final Environment environment;
    private final Scheduler.Group threads;
    private final Duration skew;
    private final List<Thread> idlers = new ArrayList<>();
    private final Runnable crash;
    private boolean dead;
    private @Nullable Instant frozenAt;

    /**
     * @param run how often the slot was started before
     * @param skew how far its clock is ahead
     * @param crash makes the slot let this process die
     */
    Node(String slot, int run, Environment environment, Duration skew, Runnable crash) {
        this.crash = crash;
        this.threads = environment.scheduler.group();
        this.skew = skew;
        this.name = slot + "#" + run;
        this.slot = slot;
        this.environment = environment;
    }

    /** Threads that production code starts and nobody waits for would report their process's death as a failure. */
    static void silenceTheDead() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (!(failure instanceof Crash)) {
                failure.printStackTrace();
            }
        });
    }

    boolean isDead() {
        return dead;
    }

    /** What its clock shows. */
    Instant now() {
        return environment.now().plus(skew);
    }

    /** From the instant on at which all its threads stood still; null while they run. */
    @Nullable
    Instant frozenAt() {
        return frozenAt;
    }

    /** Its threads stand still in the middle of whatever they do, and know nothing of it. */
    void freeze() {
        environment.trace(name + " STANDS STILL");
        frozenAt = environment.now();
        threads.freeze();
    }

    void thaw() {
        if (frozenAt != null) {
            environment.trace(name + " GOES ON");
            frozenAt = null;
            threads.thaw();
        }
    }

    /** No line of it has an effect any more; what was on its way over the network may still arrive. */
    void die() {
        dead = true;
        thaw();
        idlers.forEach(Thread::interrupt);
        environment.wake(this);
        environment.trace(name + " DIES");
    }

    void start(String what, Runnable work) {
        threads.threads().name(name + " " + what).start(() -> {
            try {
                work.run();
            } catch (Throwable e) {
                ended(what, e);
            }
        });
    }

    /** For threads that wait for work as long as the process lives. */
    ThreadFactory idlers() {
        return task -> {
            Thread thread = workers().newThread(task);
            idlers.add(thread);
            return thread;
        };
    }

    /** For threads that end with their work. */
    ThreadFactory workers() {
        return task -> threads.threads().unstarted(() -> {
            try {
                task.run();
            } catch (Throwable e) {
                ended("a thread in the background", e);
            }
        });
    }

    /** An outage is an answer, too: whoever asked knows nothing, and may ask again. All else is a violation. */
    void explain(String what, RuntimeException failure) {
        environment.trace(name + " " + what + " fails: " + failure);
        environment.require(
                dead || TransientFailures.CORE.isTransient(failure),
                Invariant.I17,
                name + " " + what + " failed: " + Traces.of(failure));
    }

    void ended(String what, Throwable failure) {
        if (dead) {
            environment.trace(name + " ended in: " + what);
        } else {
            environment.violate(Invariant.I17, name + " " + what + " ended with " + Traces.of(failure));
        }
    }

    /** A call with an effect. */
    <T> T call(String what, Supplier<T> effect) {
        travel(what, effect);
        Environment.Fault fault =
                environment.draw(call(what.startsWith("send ") ? Call.Kind.SENDS : Call.Kind.CHANGES, what));
        switch (fault) {
            case NOT_DONE, THROTTLED -> {
                environment.trace(name + " " + what + " -> " + fault);
                throw new Outage(fault + " " + what);
            }
            case CRASH_BEFORE -> crash(fault + " " + what);
            case TWICE -> effect.get();
            case AGAIN_LATE ->
                environment.arrivesAgain(() -> environment.trace(what + " arrives again -> " + effect.get()));
            case NONE, REPLY_LOST, CRASH_AFTER -> {}
        }
        T result = effect.get();
        environment.trace(name + " " + what + " -> " + (fault == Environment.Fault.NONE ? result : fault));
        if (fault == Environment.Fault.CRASH_AFTER) {
            crash(fault + " " + what);
        }
        Thread.yield();
        checkAlive();
        if (fault == Environment.Fault.REPLY_LOST) {
            throw new Outage(fault + " " + what);
        }
        return result;
    }

    void run(String what, Runnable effect) {
        call(what, () -> {
            effect.run();
            return "done";
        });
    }

    /** A call that only reads. */
    <T> T ask(String what, Supplier<T> question) {
        checkAlive();
        Thread.yield();
        checkAlive();
        Environment.Fault fault = environment.draw(call(Call.Kind.READS, what));
        switch (fault) {
            case NOT_DONE, THROTTLED, REPLY_LOST -> {
                environment.trace(name + " " + what + " -> no answer");
                throw new Outage("no answer to " + what);
            }
            case CRASH_BEFORE, CRASH_AFTER -> crash(fault + " " + what);
            case NONE, TWICE, AGAIN_LATE -> {}
        }
        return question.get();
    }

    /** The process dies here and now, by its slot. */
    void crash(String why) {
        checkAlive();
        environment.trace(name + " " + why);
        crash.run();
        checkAlive();
    }

    Call call(Call.Kind kind, String what) {
        return new Call(kind, Thread.currentThread().getName(), name + " " + what);
    }

    /** A wait before the next try. */
    void pause() {
        checkAlive();
        Thread.yield();
        checkAlive();
    }

    /** A wait for something to change; takes its time, unlike {@link #pause}, or it would turn round and round. */
    void sleep(Duration time) {
        checkAlive();
        environment.sleep(this, time);
        checkAlive();
    }

    Patience patience() {
        return new Patience((time, stopping) -> pause());
    }

    void checkAlive() {
        if (dead) {
            throw new Crash(name);
        }
    }

    /** Where the process dies meanwhile, the request may arrive all the same; but not long after. */
    private <T> void travel(String what, Supplier<T> effect) {
        checkAlive();
        Instant sent = environment.now();
        Thread.yield();
        boolean tooLate = environment.now().isAfter(sent.plus(CALL_ENDS_AFTER));
        if (dead) {
            if (!tooLate && environment.random.nextBoolean()) {
                environment.trace(name + " " + what + " -> " + effect.get() + ", after its death");
            }
            throw new Crash(name);
        }
        if (tooLate) {
            throw new Outage("time-out of " + what);
        }
    }
}
