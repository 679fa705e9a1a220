package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has every subscriber that wants a stream apply its commits, trying again where that can help. */
public final class Effects {
    /** A failure that is not transient may still be a passing one: a race lost, a cold cache. */
    private static final int ATTEMPTS = 3;

    private final List<Subscriber> subscribers;
    private final TransientFailures failures;
    private final Patience patience;
    private final ConsumerListener listener;

    public Effects(
            List<Subscriber> subscribers, TransientFailures failures, Patience patience, ConsumerListener listener) {
        this.subscribers = List.copyOf(subscribers);
        this.failures = failures;
        this.patience = patience;
        this.listener = listener;
    }

    boolean wanted(String category) {
        return subscribers.stream().anyMatch(subscriber -> subscriber.wants(category));
    }

    /**
     * When it returns null, the effects of all commits are durable in every subscriber.
     *
     * @return what no repetition helps against, or null
     * @throws StoppingException where this worker stops while an outage lasts
     */
    public @Nullable Failure apply(StreamId stream, List<Commit> commits) {
        for (Subscriber subscriber : subscribers) {
            if (subscriber.wants(stream.category())) {
                Failure failure = apply(subscriber, stream, commits);
                if (failure != null) {
                    return failure;
                }
            }
        }
        return null;
    }

    private @Nullable Failure apply(Subscriber subscriber, StreamId stream, List<Commit> commits) {
        int failed = 0;
        for (int attempts = 0; ; ) {
            try {
                subscriber.apply(stream, commits);
                return null;
            } catch (OutOfMemoryError | InternalError | UnknownError e) {
                // The machine is ill, not the commit: the process has to end and start afresh.
                throw e;
            } catch (Throwable e) {
                failed++;
                boolean passing = failures.isTransient(e);
                if (!passing && ++attempts == ATTEMPTS) {
                    return new Failure(subscriber.name(), e);
                }
                listener.retried(stream, e);
                patience.waitAfter(failed, subscriber.name() + " apply " + commits.getFirst(), e);
            }
        }
    }

    /** Which subscriber could not, and why. */
    public record Failure(String subscriber, Throwable cause) {
        /** What an operator reads: enough frames to find the place, and no more than an item can hold. */
        public String describe() {
            StringBuilder text = new StringBuilder(subscriber).append(": ").append(cause);
            for (Throwable next = cause.getCause(); next != null && text.length() < LONGEST; next = next.getCause()) {
                text.append("; caused by ").append(next);
            }
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
                text.append("\n  at ").append(frames[i]);
            }
            return text.length() <= LONGEST ? text.toString() : text.substring(0, LONGEST);
        }

        private static final int FRAMES = 8;
        private static final int LONGEST = 4000;
    }
}
