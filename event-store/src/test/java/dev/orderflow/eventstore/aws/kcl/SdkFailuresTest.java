package dev.orderflow.eventstore.aws.kcl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.eventstore.consumer.TransientFailures;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

class SdkFailuresTest {
    private final TransientFailures failures = TransientFailures.CORE.or(SdkFailures.TRANSIENT);

    @Test
    void outages_are_waited_out() {
        assertThat(failures.isTransient(ApiCallTimeoutException.create(1))).isTrue();
        assertThat(failures.isTransient(status(500, "InternalServerError"))).isTrue();
        assertThat(failures.isTransient(status(503, "ServiceUnavailable"))).isTrue();
        assertThat(failures.isTransient(status(400, "ThrottlingException"))).isTrue();
        assertThat(failures.isTransient(ProvisionedThroughputExceededException.builder()
                        .statusCode(400)
                        .awsErrorDetails(details("ProvisionedThroughputExceededException"))
                        .build()))
                .isTrue();
        assertThat(failures.isTransient(SdkClientException.create("no route", new ConnectException())))
                .isTrue();
        assertThat(failures.isTransient(new IllegalStateException(new TransientFailureException("later"))))
                .isTrue();
    }

    @Test
    void what_will_never_succeed_is_not() {
        assertThat(failures.isTransient(status(400, "ValidationException"))).isFalse();
        assertThat(failures.isTransient(status(403, "AccessDeniedException"))).isFalse();
        assertThat(failures.isTransient(ConditionalCheckFailedException.builder()
                        .statusCode(400)
                        .build()))
                .isFalse();
        assertThat(failures.isTransient(new IllegalStateException("a bug"))).isFalse();
        assertThat(failures.isTransient(new StackOverflowError())).isFalse();
    }

    @Test
    void a_ring_of_causes_ends() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);

        assertThat(failures.isTransient(first)).isFalse();
    }

    private static DynamoDbException status(int status, String code) {
        return (DynamoDbException) DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(details(code))
                .build();
    }

    private static AwsErrorDetails details(String code) {
        return AwsErrorDetails.builder().errorCode(code).build();
    }
}
