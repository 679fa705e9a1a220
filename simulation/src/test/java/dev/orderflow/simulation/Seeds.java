package dev.orderflow.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/**
 * Runs one history after the other, several at once: a history has its own engines, clock, threads and choices and shares
 * nothing with another, so that it is the same whatever runs beside it.
 */
final class Seeds {
    /** Two leave room for others on a larger machine, and fill the smallest that this project is built on. */
    static final int AT_ONCE = Math.min(2, Runtime.getRuntime().availableProcessors());

    private final long from;
    private final long count;
    private final AtomicLong next;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicReference<Failure> failure = new AtomicReference<>();
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    private final LongConsumer progress;

    /** @param progress is told from several threads how many seeds are done */
    Seeds(long from, long count, LongConsumer progress) {
        this.from = from;
        this.count = count;
        this.next = new AtomicLong(from);
        this.progress = progress;
    }

    /** A seed under which an invariant did not hold. */
    record Failure(long seed, Violation violation, List<String> trace) {
        /** The one command that does exactly the same again, and tells every step. */
        String replay() {
            return "./orderflow simulate --seeds 1 --from " + seed;
        }
    }

    /**
     * Runs them all, or until the first that fails.
     *
     * @return whether every invariant held
     */
    boolean run() {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(AT_ONCE, count); i++) {
            threads.add(Thread.ofPlatform().name("seeds-" + i).start(this::work));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        if (broken.get() != null) {
            throw new IllegalStateException("The simulation itself is broken", broken.get());
        }
        return failure.get() == null;
    }

    /** After {@link #run} answered false. */
    Failure failure() {
        return failure.get();
    }

    long calls() {
        return calls.get();
    }

    long accepted() {
        return accepted.get();
    }

    private void work() {
        for (long seed = next.getAndIncrement();
                seed < from + count && failure.get() == null && broken.get() == null;
                seed = next.getAndIncrement()) {
            Simulation simulation = new Simulation(seed, Plant.NONE, false);
            try {
                simulation.run();
            } catch (Violation violation) {
                Failure mine =
                        new Failure(seed, violation, simulation.environment().trace());
                failure.accumulateAndGet(
                        mine, (other, one) -> other == null || one.seed() < other.seed() ? one : other);
            } catch (RuntimeException | Error e) {
                broken.compareAndSet(null, new IllegalStateException("Seed " + seed, e));
            }
            calls.addAndGet(simulation.environment().calls());
            accepted.addAndGet(simulation.accepted());
            progress.accept(done.incrementAndGet());
        }
    }
}
