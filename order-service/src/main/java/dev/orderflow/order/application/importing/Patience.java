package dev.orderflow.order.application.importing;

import dev.orderflow.eventstore.consumer.Patience.Pause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that end at once where the service stops. */
final class Patience {
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Pause pause;

    Patience() {
        this((time, stopping) -> stopping.await(time.toNanos(), TimeUnit.NANOSECONDS));
    }

    Patience(Pause pause) {
        this.pause = pause;
    }

    void stop() {
        stopping.countDown();
    }

    boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** @throws StoppedException where the service stops; what was recorded stays, and the next start goes on from there */
    void check() {
        if (isStopping()) {
            throw new StoppedException();
        }
    }

    /** @throws StoppedException as {@link #check} */
    void pause(Duration time) {
        try {
            pause.of(time, stopping);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
        check();
    }

    /** The service stops; nothing went wrong. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private StoppedException() {
            super("The service stops", null, false, false);
        }
    }
}
