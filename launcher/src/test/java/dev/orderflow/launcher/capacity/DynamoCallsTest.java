package dev.orderflow.launcher.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.launcher.capacity.DynamoCalls.Noted;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DynamoCallsTest {
    private final DynamoCalls calls = DynamoCalls.before(URI.create("http://127.0.0.1:1"));

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void a_read_counts_what_the_engine_says_it_consumed() {
        note("Query", "{}", 200, "{\"Items\":[],\"ConsumedCapacity\":{\"TableName\":\"a\",\"CapacityUnits\":1.5}}");
        note("BatchGetItem", "{}", 200, """
                {"ConsumedCapacity":[{"TableName":"a","CapacityUnits":1.0},{"TableName":"b","CapacityUnits":0.5}]}""");

        assertThat(calls.noted().get("a")).isEqualTo(new Noted(2.5, 0, 0));
        assertThat(calls.noted().get("b")).isEqualTo(new Noted(0.5, 0, 0));
    }

    @Test
    void a_failed_condition_counts_and_another_error_does_not() {
        note("PutItem", "{\"TableName\":\"a\"}", 400, "{\"__type\":\"com.x#ConditionalCheckFailedException\"}");
        note("PutItem", "{\"TableName\":\"a\"}", 400, "{\"__type\":\"com.x#ValidationException\"}");
        note("PutItem", "{\"TableName\":\"a\"}", 200, "{}");
        note("BatchExecuteStatement", """
                {"Statements":[{"Statement":"INSERT INTO \\"b\\" VALUE {}"},{"Statement":"INSERT INTO \\"b\\" VALUE {}"}]}""", 200, "{\"Responses\":[{},{\"Error\":{\"Code\":\"DuplicateItem\"}}]}");

        assertThat(calls.noted().get("a")).isEqualTo(new Noted(0, 1, 0));
        assertThat(calls.noted().get("b")).isEqualTo(new Noted(0, 1, 0));
    }

    @Test
    void each_write_of_a_transaction_counts() {
        note("TransactWriteItems", """
                {"TransactItems":[{"Put":{"TableName":"a"}},{"Update":{"TableName":"b"}},{"Put":{"TableName":"a"}}]}""", 200, "{}");

        assertThat(calls.noted().get("a")).isEqualTo(new Noted(0, 0, 2));
        assertThat(calls.noted().get("b")).isEqualTo(new Noted(0, 0, 1));
        calls.forget();
        assertThat(calls.noted()).isEmpty();
    }

    private void note(String operation, String request, int status, String answer) {
        calls.note(
                operation, request.getBytes(StandardCharsets.UTF_8), status, answer.getBytes(StandardCharsets.UTF_8));
    }
}
