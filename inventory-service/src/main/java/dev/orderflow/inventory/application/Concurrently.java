package dev.orderflow.inventory.application;

import dev.orderflow.eventstore.consumer.TransientFailureException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does many small things that mostly wait for a reply, a bounded number at a time. */
public final class Concurrently {
    private Concurrently() {}

    /**
     * Returns when all are done; where one fails, no new one is begun and its failure is thrown once the others that
     * were under way have ended.
     */
    public static <T> void forEach(Collection<T> items, int atMost, Consumer<T> work) {
        Queue<T> left = new ConcurrentLinkedQueue<>(items);
        List<Future<?>> workers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Math.min(atMost, items.size()); i++) {
                workers.add(threads.submit(() -> workOff(left, work)));
            }
        }
        for (Future<?> worker : workers) {
            try {
                worker.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TransientFailureException("Interrupted while waiting for writes", e);
            }
        }
    }

    private static <T> void workOff(Queue<T> left, Consumer<T> work) {
        try {
            for (T item = left.poll(); item != null; item = left.poll()) {
                work.accept(item);
            }
        } catch (RuntimeException e) {
            left.clear();
            throw e;
        }
    }
}
