package dev.orderflow.eventstore.aws.kcl;

import dev.orderflow.eventstore.consumer.TransientFailures;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** What the AWS SDK reports where trying again can help: throttling, time-outs, broken connections, errors of theirs. */
public final class SdkFailures {
    private static final int SERVER_ERROR = 500;

    public static final TransientFailures TRANSIENT = TransientFailures.anywhereInChain(SdkFailures::isTransient);

    private SdkFailures() {}

    private static boolean isTransient(Throwable failure) {
        return switch (failure) {
            case ApiCallTimeoutException timeout -> true;
            case ApiCallAttemptTimeoutException timeout -> true;
            case SdkServiceException service ->
                service.isThrottlingException() || service.statusCode() >= SERVER_ERROR || service.retryable();
            case SdkException client -> client.retryable();
            default -> false;
        };
    }
}
