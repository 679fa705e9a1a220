package dev.orderflow.simulation;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Virtual threads that all run on the caller's thread, one at a time; the seed chooses who goes on. Threads that they
 * start run here too, so production code may start as many as it likes and still does the same for the same seed.
 *
 * <p>The JDK keeps the scheduler of a virtual thread to itself; the test run opens {@code java.lang} for it.
 */
final class Scheduler {
    private static final Constructor<?> BUILDER = builder();

    private final RandomGenerator random;
    private final List<Ready> ready = new ArrayList<>();

    private record Ready(Group group, Runnable thread) {}

    Scheduler(RandomGenerator random) {
        this.random = random;
    }

    /** The threads of one process: they stand still together, as a machine does that is paused. */
    final class Group implements Executor {
        private final List<Ready> held = new ArrayList<>();
        private boolean frozen;

        Thread.Builder.OfVirtual threads() {
            try {
                return (Thread.Builder.OfVirtual) BUILDER.newInstance(this);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        /** A thread has become ready. A timer of the JDK's might say so, too. */
        @Override
        public void execute(Runnable thread) {
            synchronized (Scheduler.this) {
                (frozen ? held : ready).add(new Ready(this, thread));
            }
        }

        boolean isFrozen() {
            return frozen;
        }

        void freeze() {
            synchronized (Scheduler.this) {
                frozen = true;
                ready.removeIf(one -> one.group() == this && held.add(one));
            }
        }

        void thaw() {
            synchronized (Scheduler.this) {
                frozen = false;
                ready.addAll(held);
                held.clear();
            }
        }
    }

    Group group() {
        return new Group();
    }

    synchronized boolean isIdle() {
        return ready.isEmpty();
    }

    /** Lets one thread run until it yields, waits or ends; does nothing where none is ready. */
    void runOne() {
        Ready next;
        synchronized (this) {
            if (ready.isEmpty()) {
                return;
            }
            next = ready.remove(ready.size() == 1 ? 0 : random.nextInt(ready.size()));
        }
        next.thread().run();
    }

    private static Constructor<?> builder() {
        try {
            Constructor<?> constructor = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                    .getDeclaredConstructor(Executor.class);
            constructor.setAccessible(true);
            return constructor;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JDK makes virtual threads otherwise; adapt Scheduler", e);
        }
    }
}
