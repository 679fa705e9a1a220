package dev.orderflow.payment.application;

import dev.orderflow.events.StreamId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where gateway work waits for its turn: one at a time for a payment, a bounded number at once for all.
 *
 * <p>Nothing here is durable, and nothing needs to be: the intent is in the journal before its work comes here, so what a
 * crash wipes off the desk the janitor finds. Whoever brings work to a full desk waits; thus a slow gateway slows the
 * consumer down instead of filling the memory.
 */
public final class GatewayDesk implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GatewayDesk.class);

    private final ExecutorService threads;
    private final Semaphore seats;
    private final Duration grace;
    /** Payments being worked on; the value is what came for the same payment meanwhile, the latest only. */
    private final Map<StreamId, Slot> busy = new HashMap<>();

    /**
     * @param threads runs the work; a thread for each
     * @param seats calls at once at most: what the gateway's contract allows to one client
     * @param grace how long a stop waits for calls under way
     */
    public GatewayDesk(ExecutorService threads, int seats, Duration grace) {
        this.threads = threads;
        this.seats = new Semaphore(seats, true);
        this.grace = grace;
    }

    /** Does the work, after what is being done for the same payment; waits where the desk is full. */
    public void bring(StreamId payment, Runnable work) {
        Slot mine = new Slot();
        synchronized (busy) {
            Slot slot = busy.putIfAbsent(payment, mine);
            if (slot != null) {
                slot.next = work;
                return;
            }
        }
        start(payment, mine, work);
    }

    /** As {@link #bring}, but drops the work where the payment is being worked on. */
    public void bringIfIdle(StreamId payment, Runnable work) {
        Slot mine = new Slot();
        synchronized (busy) {
            if (busy.putIfAbsent(payment, mine) != null) {
                return;
            }
        }
        start(payment, mine, work);
    }

    private void start(StreamId payment, Slot mine, Runnable work) {
        boolean started = false;
        try {
            seats.acquire();
            try {
                threads.execute(() -> run(payment, mine, work));
                started = true;
            } finally {
                if (!started) {
                    seats.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.info("Stopping: the work for {} is left to the janitor", payment);
        } catch (RejectedExecutionException e) {
            log.info("Stopped: the work for {} is left to the janitor of the next start", payment);
        } finally {
            if (!started) {
                release(payment, mine);
            }
        }
    }

    private void run(StreamId payment, Slot mine, Runnable work) {
        try {
            @Nullable Runnable now = work;
            while (now != null) {
                attempt(payment, now);
                now = next(payment, mine);
            }
        } finally {
            release(payment, mine);
            seats.release();
        }
    }

    private static void attempt(StreamId payment, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.warn("The work for {} was not finished and is left to the janitor: {}", payment, e.toString());
        }
    }

    private @Nullable Runnable next(StreamId payment, Slot mine) {
        synchronized (busy) {
            Runnable next = mine.next;
            mine.next = null;
            if (next == null) {
                // In the same step as the look, or work that is brought in between would be lost.
                release(payment, mine);
            }
            return next;
        }
    }

    private void release(StreamId payment, Slot mine) {
        synchronized (busy) {
            busy.remove(payment, mine);
        }
    }

    /** Lets the calls under way come to their answers; what does not in time is asked for after the next start. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Some gateway calls did not end within {}; the next start asks what became of them", grace);
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static final class Slot {
        private @Nullable Runnable next;
    }
}
