package dev.orderflow.eventstore.aws.kcl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.StreamRecord;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

class ShardProcessorTest {
    private final List<String> calls = new ArrayList<>();
    private final List<Throwable> fatal = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private String durable;
    private String durableAtEnd;
    private Throwable bug;
    private Exception refusal;

    private final ConsumerStatus status = new ConsumerStatus(() -> now);
    private final ShardProcessor processor =
            new ShardProcessor(shardId -> new Scripted(), status, Duration.ofSeconds(1), () -> now, fatal::add);

    @BeforeEach
    void open() {
        processor.initialize(InitializationInput.builder()
                .shardId("shard-0")
                .extendedSequenceNumber(ExtendedSequenceNumber.TRIM_HORIZON)
                .build());
    }

    @Test
    void checkpoints_what_is_durable_and_nothing_else() {
        now = now.plusSeconds(1);
        process("1", "2");
        durable = "2";
        process("3");

        assertThat(calls).containsExactly("process [1, 2]", "process [3]", "checkpoint 2");
    }

    @Test
    void checkpoints_at_most_once_in_the_configured_time_and_never_the_same_twice() {
        durable = "1";
        process("1");
        now = now.plusMillis(999);
        process();
        assertThat(calls).doesNotContain("checkpoint 1");

        now = now.plusMillis(1);
        process();
        now = now.plusSeconds(5);
        process();

        assertThat(calls.stream().filter("checkpoint 1"::equals)).hasSize(1);
    }

    @Test
    void a_checkpoint_that_failed_is_tried_again() {
        durable = "1";
        now = now.plusSeconds(1);
        refusal = new ThrottlingException("slow down");
        process("1");
        refusal = null;
        now = now.plusSeconds(1);
        process();

        assertThat(calls.getLast()).isEqualTo("checkpoint 1");
        assertThat(fatal).isEmpty();
    }

    @Test
    void a_checkpoint_refused_to_a_zombie_is_no_failure() {
        durable = "1";
        now = now.plusSeconds(1);
        refusal = new ShutdownException("lease lost");
        process("1");

        assertThat(fatal).isEmpty();
    }

    @Test
    void never_throws_and_never_goes_on_after_a_bug() {
        bug = new AssertionError("bug");
        process("1");
        bug = null;
        durable = "2";
        now = now.plusSeconds(1);
        process("2");
        processor.shutdownRequested(
                ShutdownRequestedInput.builder().checkpointer(checkpointer()).build());

        assertThat(fatal).singleElement().isInstanceOf(AssertionError.class);
        assertThat(calls).containsExactly("process [1]");
    }

    @Test
    void an_orderly_stop_finishes_and_checkpoints_at_once() {
        process("1");
        durableAtEnd = "1";
        processor.shutdownRequested(
                ShutdownRequestedInput.builder().checkpointer(checkpointer()).build());

        assertThat(calls).containsExactly("process [1]", "finish", "checkpoint 1");
    }

    @Test
    void a_shard_that_ended_is_checkpointed_as_ended() {
        process("1");
        durableAtEnd = "1";
        end();

        assertThat(calls).containsExactly("process [1]", "finish", "checkpoint end");
        assertThat(status.shards()).isEmpty();
    }

    @Test
    void a_shard_that_ended_without_any_record_is_checkpointed_as_ended() {
        end();

        assertThat(calls).containsExactly("finish", "checkpoint end");
    }

    @Test
    void a_shard_is_not_called_ended_while_something_of_it_is_not_durable() {
        process("1");
        process("2");
        durableAtEnd = "1";
        end();

        assertThat(calls).endsWith("finish", "checkpoint 1").doesNotContain("checkpoint end");
    }

    @Test
    void a_lost_lease_is_abandoned_without_a_checkpoint() {
        durable = "1";
        process("1");
        processor.leaseLost(LeaseLostInput.builder().build());

        assertThat(calls).containsExactly("process [1]", "abandon");
        assertThat(status.shards()).isEmpty();
    }

    @Test
    void says_how_far_behind_it_is_and_when_the_first_record_came() {
        status.enter(ConsumerStatus.Phase.PREPARING);
        now = now.plusMillis(700);
        process();
        assertThat(status.firstRecordAfter()).isNull();

        process("1");

        assertThat(status.firstRecordAfter()).isEqualTo(Duration.ofMillis(700));
        assertThat(status.behind()).isEqualTo(Duration.ofMillis(42));
        assertThat(status.records()).isEqualTo(1);
    }

    private void process(String... sequenceNumbers) {
        processor.processRecords(ProcessRecordsInput.builder()
                .records(List.of(sequenceNumbers).stream()
                        .map(number -> KinesisClientRecord.builder()
                                .sequenceNumber(number)
                                .partitionKey("order-a")
                                .approximateArrivalTimestamp(now)
                                .data(ByteBuffer.wrap(new byte[] {1}).asReadOnlyBuffer())
                                .build())
                        .toList())
                .millisBehindLatest(42L)
                .checkpointer(checkpointer())
                .build());
    }

    private void end() {
        processor.shardEnded(
                ShardEndedInput.builder().checkpointer(checkpointer()).build());
    }

    private RecordProcessorCheckpointer checkpointer() {
        return (RecordProcessorCheckpointer) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RecordProcessorCheckpointer.class},
                (proxy, method, arguments) -> {
                    if (refusal != null) {
                        throw refusal;
                    }
                    calls.add(arguments == null ? "checkpoint end" : "checkpoint " + arguments[0]);
                    return null;
                });
    }

    private final class Scripted implements ShardHandler {
        @Override
        public String process(List<StreamRecord> batch) {
            if (!batch.isEmpty()) {
                calls.add("process "
                        + batch.stream().map(StreamRecord::sequenceNumber).toList());
            }
            if (bug instanceof Error error) {
                throw error;
            }
            return durable;
        }

        @Override
        public String finish() {
            calls.add("finish");
            return durableAtEnd;
        }

        @Override
        public void abandon() {
            calls.add("abandon");
        }
    }
}
