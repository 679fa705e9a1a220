package dev.orderflow.eventstore.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.eventstore.consumer.TransientFailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;

class BatchStatementsTest {
    private final Scripted dynamo = new Scripted();
    private final BatchStatements statements =
            new BatchStatements(dynamo, () -> new Backoff(Duration.ofNanos(2), Duration.ofNanos(4)));

    @Test
    void writes_in_batches_of_25_and_answers_in_order_which_were_refused() {
        dynamo.always.put("write 3", BatchStatementErrorCodeEnum.DUPLICATE_ITEM);
        dynamo.always.put("write 59", BatchStatementErrorCodeEnum.CONDITIONAL_CHECK_FAILED);

        List<Boolean> made = statements.run(writes(60));

        assertThat(made).hasSize(60);
        assertThat(IntStream.range(0, 60).filter(i -> !made.get(i))).containsExactly(3, 59);
        assertThat(dynamo.calls).extracting(List::size).containsExactlyInAnyOrder(25, 25, 10);
        assertThat(statements.run(List.of())).isEmpty();
    }

    @Test
    void tries_only_those_again_that_were_throttled() {
        dynamo.once.put("write 1", BatchStatementErrorCodeEnum.THROTTLING_ERROR);
        dynamo.once.put("write 2", BatchStatementErrorCodeEnum.INTERNAL_SERVER_ERROR);
        dynamo.always.put("write 0", BatchStatementErrorCodeEnum.DUPLICATE_ITEM);

        assertThat(statements.run(writes(4))).containsExactly(false, true, true, true);
        assertThat(dynamo.calls)
                .containsExactly(List.of("write 0", "write 1", "write 2", "write 3"), List.of("write 1", "write 2"));
    }

    @Test
    void throttling_without_end_is_an_outage_for_the_caller_to_wait_out() {
        dynamo.always.put("write 1", BatchStatementErrorCodeEnum.PROVISIONED_THROUGHPUT_EXCEEDED);

        assertThatThrownBy(() -> statements.run(writes(2)))
                .isInstanceOf(TransientFailureException.class)
                .hasMessageContaining("write 1");
    }

    @Test
    void what_cannot_be_run_says_so() {
        dynamo.always.put("write 30", BatchStatementErrorCodeEnum.VALIDATION_ERROR);

        assertThatThrownBy(() -> statements.run(writes(40)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("write 30")
                .hasMessageContaining("ValidationError");
    }

    private static List<BatchStatementRequest> writes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        BatchStatementRequest.builder().statement("write " + i).build())
                .toList();
    }

    /** Answers as a test says. */
    private static final class Scripted implements DynamoDbClient {
        private final Map<String, BatchStatementErrorCodeEnum> always = new HashMap<>();
        private final Map<String, BatchStatementErrorCodeEnum> once = new HashMap<>();
        private final List<List<String>> calls = Collections.synchronizedList(new ArrayList<>());

        @Override
        public synchronized BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest batch) {
            calls.add(batch.statements().stream()
                    .map(BatchStatementRequest::statement)
                    .toList());
            return BatchExecuteStatementResponse.builder()
                    .responses(batch.statements().stream().map(this::answer).toList())
                    .build();
        }

        private BatchStatementResponse answer(BatchStatementRequest write) {
            BatchStatementErrorCodeEnum once = this.once.remove(write.statement());
            BatchStatementErrorCodeEnum error = once == null ? always.get(write.statement()) : once;
            return error == null
                    ? BatchStatementResponse.builder().build()
                    : BatchStatementResponse.builder()
                            .error(told -> told.code(error).message("as scripted"))
                            .build();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }
}
