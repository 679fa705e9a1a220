package dev.orderflow.eventstore.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Runs work side by side, so much at once, and waits for all of it. */
public final class Concurrently {
    private final Executor threads;
    private final Semaphore atOnce;

    public Concurrently(Executor threads, Semaphore atOnce) {
        this.threads = threads;
        this.atOnce = atOnce;
    }

    /**
     * Returns when all have ended, one way or the other.
     *
     * @throws StoppingException where one ended so, and none worse
     * @throws RuntimeException (or Error) what one of them threw
     */
    public void run(List<Runnable> work) {
        if (work.isEmpty()) {
            return;
        }
        if (work.size() == 1) {
            work.getFirst().run();
            return;
        }
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (Runnable one : work) {
            running.add(CompletableFuture.runAsync(() -> limited(one), threads));
        }
        Throwable worst = null;
        for (CompletableFuture<Void> one : running) {
            try {
                // Not interruptible: whoever asks this worker to stop says so through Patience.
                one.join();
            } catch (CompletionException e) {
                worst = worse(worst, e.getCause() == null ? e : e.getCause());
            }
        }
        switch (worst) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(worst);
        }
    }

    private void limited(Runnable one) {
        atOnce.acquireUninterruptibly();
        try {
            one.run();
        } finally {
            atOnce.release();
        }
    }

    private static Throwable worse(@Nullable Throwable before, Throwable now) {
        if (before == null || before instanceof StoppingException) {
            return now;
        }
        return before instanceof Error ? before : now instanceof Error ? now : before;
    }
}
