package dev.orderflow.eventstore.consumer;

import dev.orderflow.eventstore.decision.TooMuchContentionException;
import dev.orderflow.eventstore.publication.OverloadedException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;

/** Tells an outage, where trying again can help, from a commit that will never succeed. */
@FunctionalInterface
public interface TransientFailures {
    /** Causes looked at in a chain: deeper ones are wrapped by accident, and a chain may be a ring. */
    int DEEPEST_CAUSE = 10;

    /** Those that need no library to recognise: declared ones, contention, overload, and the network. */
    TransientFailures CORE = anywhereInChain(failure -> failure instanceof TransientFailureException
            || failure instanceof TooMuchContentionException
            || failure instanceof OverloadedException
            || failure instanceof SocketException
            || failure instanceof SocketTimeoutException
            || failure instanceof UnknownHostException
            || failure instanceof HttpTimeoutException
            || failure instanceof TimeoutException);

    boolean isTransient(Throwable failure);

    default TransientFailures or(TransientFailures other) {
        return failure -> isTransient(failure) || other.isTransient(failure);
    }

    /** Looks at the causes too. */
    static TransientFailures anywhereInChain(TransientFailures single) {
        return failure -> {
            Throwable cause = failure;
            for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
                if (single.isTransient(cause)) {
                    return true;
                }
                cause = cause.getCause();
            }
            return false;
        };
    }
}
