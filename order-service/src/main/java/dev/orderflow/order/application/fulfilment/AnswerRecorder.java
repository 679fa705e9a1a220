package dev.orderflow.order.application.fulfilment;

import dev.orderflow.events.Commit;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.codec.UnreadableCommitException;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.eventstore.decision.Traced;
import dev.orderflow.eventstore.journal.JournalBrokenException;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderCommand;
import dev.orderflow.order.domain.OrderIds;
import dev.orderflow.order.domain.OrderRefusal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records participants' answers in the orders that they are about. One commit of a warehouse answers many orders: they
 * are dealt with at once, each order's answers in their order.
 */
public final class AnswerRecorder {
    /** Orders at once: as many puts as keep the journal busy, and well within the 50 connections of the SDK's client. */
    private static final int AT_ONCE = 16;

    private static final Logger log = LoggerFactory.getLogger(AnswerRecorder.class);

    private final Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders;
    private final SetAsideAnswers setAside;
    private final Semaphore room = new Semaphore(AT_ONCE);

    public AnswerRecorder(Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders, SetAsideAnswers setAside) {
        this.orders = orders;
        this.setAside = setAside;
    }

    /**
     * Records all answers in the commits; when it returns, each is durable.
     *
     * @throws RuntimeException where some could not be recorded for now; all others were, and all may be given again
     */
    void record(List<Commit> commits) {
        Map<String, List<Answer>> byOrder = commits.stream()
                .flatMap(commit -> Answer.in(commit).stream())
                .collect(Collectors.groupingBy(Answer::orderId, LinkedHashMap::new, Collectors.toList()));
        if (byOrder.size() == 1) {
            byOrder.values().forEach(this::recordInOrder);
        } else if (!byOrder.isEmpty()) {
            recordAtOnce(byOrder.values());
        }
    }

    /** Whether the answer, set aside before, could be recorded now. */
    boolean recordAgain(Answer answer) {
        try {
            record(answer, answer.cause());
            return true;
        } catch (RuntimeException e) {
            log.warn("Order {} still cannot take {}: {}", answer.orderId(), answer.source(), e.getMessage());
            return false;
        }
    }

    private void recordAtOnce(Collection<List<Answer>> byOrder) {
        List<Future<?>> running;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            running = byOrder.stream()
                    .<Future<?>>map(answers -> threads.submit(() -> {
                        room.acquireUninterruptibly();
                        try {
                            recordInOrder(answers);
                        } finally {
                            room.release();
                        }
                    }))
                    .toList();
        }
        RuntimeException failure = null;
        for (Future<?> task : running) {
            if (task.state() == Future.State.FAILED) {
                RuntimeException next = unchecked(task.exceptionNow());
                if (failure == null) {
                    failure = next;
                } else {
                    failure.addSuppressed(next);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void recordInOrder(List<Answer> answers) {
        for (Answer answer : answers) {
            Traced.run("record-answer", answer.cause(), cause -> {
                try {
                    record(answer, cause);
                } catch (JournalBrokenException | UnreadableCommitException | IllegalStateException e) {
                    // This order's journal cannot be folded. The other orders of the warehouse's stream must not wait
                    // for it.
                    setAside.add(answer, e);
                }
            });
        }
    }

    private void record(Answer answer, Cause cause) {
        if (!OrderIds.isOrderId(answer.orderId())) {
            log.error("{} is about {}, which is no order id; it is passed over", answer.source(), answer.orderId());
            return;
        }
        switch (orders.execute(OrderIds.stream(answer.orderId()), answer.command(), cause)) {
            case Outcome.Done<Order, OrderRefusal> done ->
                log.debug("Order {} took {} and is at version {}", answer.orderId(), answer.source(), done.version());
            case Outcome.AlreadyDone<Order, OrderRefusal> _ ->
                log.debug("Order {} had taken {} before", answer.orderId(), answer.source());
            case Outcome.Refused<Order, OrderRefusal> refused ->
                // Nothing can be done about it here, and waiting would not make it true.
                log.error(
                        "{} cannot be true of order {} and is passed over: {}. Compare the two journals.",
                        answer.source(),
                        answer.orderId(),
                        refused.refusal());
            case Outcome.Stale<Order, OrderRefusal> _ ->
                throw new IllegalArgumentException("No version was expected of order " + answer.orderId());
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        return switch (failure) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalArgumentException("A task threw what it does not declare", failure);
        };
    }
}
