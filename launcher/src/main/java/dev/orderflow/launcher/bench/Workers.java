package dev.orderflow.launcher.bench;

import dev.orderflow.launcher.SuiteException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work by several virtual threads at once. */
final class Workers {
    /** As many as keep two cores busy without a queue that would be measured in place of the suite. */
    static final int AT_ONCE = 8;

    private Workers() {}

    /** The same work by each; what each of them brought. */
    static <T> List<T> together(Callable<T> work) {
        return all(Collections.nCopies(AT_ONCE, work));
    }

    /** What the second brought, once both are done. */
    static <T> T beside(Runnable first, Callable<T> second) {
        List<Optional<T>> results = all(List.of(
                () -> {
                    first.run();
                    return Optional.empty();
                },
                () -> Optional.of(second.call())));
        return results.getLast().orElseThrow();
    }

    private static <T> List<T> all(List<Callable<T>> work) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(work)) {
                results.add(each.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new SuiteException("A round was not finished: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteException("Interrupted in the middle of a round", e);
        }
    }
}
