package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.consumer.TransientFailureException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;

/**
 * Many conditional writes of single items in few calls. {@code BatchWriteItem} knows no conditions; PartiQL statements do:
 * an {@code INSERT} refuses an item that is there, an {@code UPDATE} one that its {@code WHERE} does not fit. Each write
 * stands for itself and costs what it costs alone; it is the calls that are saved, 25 to one.
 */
final class BatchStatements {
    /** DynamoDB takes no more. */
    private static final int MOST_STATEMENTS = 25;

    /** So many calls of 25 write two thousand items within a second. */
    private static final int CALLS_AT_ONCE = 4;

    /** With the backoff about six seconds: longer throttling is the caller's to wait out. */
    private static final int ATTEMPTS = 10;

    private final DynamoDbClient dynamo;
    private final Supplier<Backoff> backoffs;
    private final Semaphore calls = new Semaphore(CALLS_AT_ONCE);

    BatchStatements(DynamoDbClient dynamo) {
        this(dynamo, Backoff::ofTable);
    }

    BatchStatements(DynamoDbClient dynamo, Supplier<Backoff> backoffs) {
        this.dynamo = dynamo;
        this.backoffs = backoffs;
    }

    /**
     * When it returns, every write was either made or refused; when it throws, some may have been made.
     *
     * @param writes each of another item
     * @return for each, in order, whether it was made; false where its condition refused it
     */
    List<Boolean> run(List<BatchStatementRequest> writes) {
        if (writes.size() <= MOST_STATEMENTS) {
            return runBatch(writes);
        }
        List<Future<List<Boolean>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int from = 0; from < writes.size(); from += MOST_STATEMENTS) {
                var batch = writes.subList(from, Math.min(writes.size(), from + MOST_STATEMENTS));
                running.add(threads.submit(() -> {
                    calls.acquireUninterruptibly();
                    try {
                        return runBatch(batch);
                    } finally {
                        calls.release();
                    }
                }));
            }
        }
        return running.stream().flatMap(batch -> result(batch).stream()).toList();
    }

    private List<Boolean> runBatch(List<BatchStatementRequest> writes) {
        Set<Integer> refused = new HashSet<>();
        List<Integer> left = IntStream.range(0, writes.size()).boxed().toList();
        Backoff backoff = backoffs.get();
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            if (attempt > ATTEMPTS) {
                throw new TransientFailureException(left.size() + " writes were throttled " + ATTEMPTS
                        + " times, such as " + writes.get(left.getFirst()).statement());
            }
            if (attempt > 1) {
                backoff.pause();
            }
            left = attempt(writes, left, refused);
        }
        return IntStream.range(0, writes.size())
                .mapToObj(write -> !refused.contains(write))
                .toList();
    }

    /** @return those to be tried again */
    private List<Integer> attempt(List<BatchStatementRequest> writes, List<Integer> which, Set<Integer> refused) {
        List<BatchStatementResponse> answers = dynamo.batchExecuteStatement(batch ->
                        batch.statements(which.stream().map(writes::get).toList()))
                .responses();
        List<Integer> again = new ArrayList<>();
        for (int i = 0; i < which.size(); i++) {
            BatchStatementError error = answers.get(i).error();
            if (error != null) {
                switch (fate(error)) {
                    case REFUSED -> refused.add(which.get(i));
                    case AGAIN -> again.add(which.get(i));
                    case FAILED ->
                        throw new IllegalStateException("DynamoDB did not run "
                                + writes.get(which.get(i)).statement() + ": " + error.codeAsString() + " "
                                + error.message());
                }
            }
        }
        return again;
    }

    private enum Fate {
        REFUSED,
        AGAIN,
        FAILED
    }

    private static Fate fate(BatchStatementError error) {
        return switch (error.code()) {
            case DUPLICATE_ITEM, CONDITIONAL_CHECK_FAILED -> Fate.REFUSED;
            case THROTTLING_ERROR,
                    PROVISIONED_THROUGHPUT_EXCEEDED,
                    REQUEST_LIMIT_EXCEEDED,
                    TRANSACTION_CONFLICT,
                    INTERNAL_SERVER_ERROR -> Fate.AGAIN;
            case VALIDATION_ERROR,
                    RESOURCE_NOT_FOUND,
                    ACCESS_DENIED,
                    ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED,
                    UNKNOWN_TO_SDK_VERSION -> Fate.FAILED;
        };
    }

    private static List<Boolean> result(Future<List<Boolean>> batch) {
        try {
            return batch.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a batch was written", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("A batch was not written", e.getCause());
        }
    }
}
