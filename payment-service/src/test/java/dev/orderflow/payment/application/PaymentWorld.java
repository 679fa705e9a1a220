package dev.orderflow.payment.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentDeclined;
import dev.orderflow.events.PaymentEvent.PaymentRefunded;
import dev.orderflow.events.PaymentEvent.RefundNotNeeded;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Query;
import dev.orderflow.payment.application.PaymentGateway.CaptureAnswer;
import dev.orderflow.payment.application.balances.CustomerBalance;
import dev.orderflow.payment.application.balances.CustomerBalances;
import dev.orderflow.payment.application.payments.PaymentProjection;
import dev.orderflow.payment.application.payments.PaymentSummaries;
import dev.orderflow.payment.application.payments.PaymentSummary;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PaymentCommand;
import dev.orderflow.payment.domain.PaymentDecider;
import dev.orderflow.payment.domain.PaymentRefusal;
import dev.orderflow.payment.domain.Refund;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The payment service with everything around it in memory: orders that wish, a gateway at its worst, a consumer that
 * repeats itself, a process that dies on any line and starts again. What is durable outlives {@link #restart}; nothing
 * else does.
 */
final class PaymentWorld {
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMinutes(5));

    final CrashPlan crashes = new CrashPlan();
    final ModelGateway gateway;
    private final RandomGenerator random;

    private Instant now = Instant.parse("2026-01-05T10:00:00Z");
    private final InMemoryJournal durable = new InMemoryJournal();
    private final InMemoryViewStore views = new InMemoryViewStore();
    private final List<Commit> orders = new ArrayList<>();
    private final Map<StreamId, Long> orderVersions = new HashMap<>();
    private int ordersRead;
    private int paymentsRead;

    private Decisions<PaymentCommand, Payment, PaymentEvent, PaymentRefusal> decisions;
    private RefundDesk refundDesk;
    private Janitor janitor;
    private List<Subscriber> subscribers;
    private PaymentProjection projection;
    private Views<PaymentSummary> summaries;
    private Views<CustomerBalance> balances;

    PaymentWorld(RandomGenerator random) {
        this.random = random;
        this.gateway = new ModelGateway(random, crashes);
        restart();
    }

    /** A new process: all that it knows is what is durable. */
    void restart() {
        Journal journal = new CrashingJournal();
        decisions = new Decisions<>(
                new PaymentDecider(),
                PaymentEvent.class,
                journal,
                new Publication("payments-0", durable, durable, () -> now));
        GatewayWork work = new GatewayWork(decisions, gateway);
        GatewayDesk desk = new GatewayDesk(new SameThread(), 1, Duration.ofSeconds(1));
        refundDesk = new RefundDesk(decisions, work, desk);
        janitor = new Janitor(work, desk);
        subscribers = List.of(new OrderWishes(List.of(
                new WhenPaymentRequestedThenCapture(decisions, work, desk),
                new WhenRefundRequestedThenRefund(refundDesk),
                new WhenStepRetriedThenTryAgain(work, desk))));
        summaries = views.create(PaymentSummaries.DEFINITION);
        balances = views.create(CustomerBalances.DEFINITION);
        projection = new PaymentProjection(
                summaries,
                balances,
                writes -> {
                    crashes.line("before the views");
                    boolean written = views.commit(writes);
                    crashes.line("after the views");
                    return written;
                },
                PATIENCE);
    }

    // What orders wish.

    void paymentRequested(String orderId, String customerId, long amount, String card) {
        publish(
                orderId,
                new OrderEvent.OrderPaymentRequested(
                        orderId, "p" + orderId, customerId, new Money(amount, "GBP"), card));
    }

    void refundRequested(String orderId, long amount) {
        publish(orderId, new OrderEvent.OrderRefundRequested(orderId, "p" + orderId, new Money(amount, "GBP")));
    }

    void stepRetried(String orderId, FulfilmentStep step) {
        publish(orderId, new OrderEvent.OrderStepRetried(orderId, step, 1));
    }

    private void publish(String orderId, OrderEvent event) {
        StreamId stream = new StreamId("order", orderId);
        long version = orderVersions.merge(stream, 1L, Long::sum);
        orders.add(new Commit(
                stream,
                version,
                List.of(event),
                new CommitMetadata("c" + orders.size(), now, "orders-0", "request-" + orderId, "cause", null)));
    }

    // What drives the process.

    void operatorRefunds(String orderId, String request, Long amount) {
        refundDesk.request(
                new StreamId("payment", orderId),
                new PaymentCommand.RequestRefund(
                        orderId, request, amount == null ? null : new Money(amount, "GBP"), "olga", "goodwill"),
                Cause.request("request-of-olga", null));
    }

    /** Hands the next commits of orders on, some of them not for the first time. */
    void consumeOrders() {
        int from = Math.max(0, ordersRead - random.nextInt(3));
        for (int i = from; i < orders.size(); i++) {
            Commit commit = orders.get(i);
            for (Subscriber subscriber : subscribers) {
                assertThat(subscriber.wants("order")).isTrue();
                subscriber.apply(commit.streamId(), List.of(commit));
            }
            ordersRead = Math.max(ordersRead, i + 1);
        }
    }

    /** Likewise of payments, for the read models. Versions make a repetition harmless. */
    void consumePayments() {
        List<StoredCommit> all = durable.everything();
        int from = Math.max(0, paymentsRead - random.nextInt(3));
        for (int i = from; i < all.size(); i++) {
            Commit commit = all.get(i).commit();
            projection.apply(commit.streamId(), List.of(commit));
            paymentsRead = Math.max(paymentsRead, i + 1);
        }
    }

    void janitorLooks() {
        due(now).forEach(janitor::lookAt);
    }

    void timePasses(Duration time) {
        now = now.plus(time);
        gateway.something();
    }

    private List<Views.View<PaymentSummary>> due(Instant until) {
        List<Views.View<PaymentSummary>> due = new ArrayList<>();
        for (String partition : PaymentSummaries.duePartitions()) {
            summaries.query(Query.all(PaymentSummaries.DUE, partition, 1_000)).items().stream()
                    .filter(view -> !view.value().due().isAfter(until))
                    .forEach(due::add);
        }
        return due;
    }

    /** Does it; where the process dies of it, starts it again. */
    void survive(Consumer<PaymentWorld> doing) {
        try {
            doing.accept(this);
        } catch (CrashPlan.Crash crash) {
            restart();
        }
    }

    /** The gateway recovers, nothing crashes any more, time passes: everything must come to its end by itself. */
    void comeToRest() {
        crashes.never();
        gateway.heal();
        for (int round = 0; round < 50; round++) {
            consumeOrders();
            consumePayments();
            janitorLooks();
            consumePayments();
            timePasses(Duration.ofMinutes(10));
        }
        assertThat(due(Instant.MAX)).as("left open").isEmpty();
    }

    // What must hold.

    void assertMoneyIsRight() {
        Map<String, List<PaymentEvent>> journals = new TreeMap<>();
        durable.everything()
                .forEach(stored -> stored.commit()
                        .events()
                        .forEach(event -> journals.computeIfAbsent(
                                        stored.commit().streamId().key(), key -> new ArrayList<>())
                                .add((PaymentEvent) event)));
        Map<String, Long> captured = new TreeMap<>();
        Map<String, Long> refunded = new TreeMap<>();

        // The gateway's own ledger: one key an order, and it knows one charge a key.
        assertThat(gateway.asked.values().stream().map(capture -> capture.orderId()))
                .as("orders that the gateway was asked to charge")
                .doesNotHaveDuplicates();
        gateway.charges.forEach((key, answer) -> {
            if (answer instanceof CaptureAnswer.Captured) {
                captured.merge(
                        gateway.asked.get(key).orderId(),
                        gateway.asked.get(key).amount().amount(),
                        Long::sum);
            }
        });
        for (Refund refund : gateway.refunds.values()) {
            String orderId = journals.entrySet().stream()
                    .filter(entry -> entry.getValue().stream()
                            .anyMatch(event -> event instanceof PaymentRefunded done
                                    && done.refundId().equals(refund.refundId())))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("The gateway gave back what no journal says: " + refund));
            refunded.merge(orderId, refund.amount().amount(), Long::sum);
        }

        journals.forEach((orderId, events) -> {
            long capturedHere = events.stream()
                    .filter(PaymentCaptured.class::isInstance)
                    .mapToLong(event -> ((PaymentCaptured) event).amount().amount())
                    .sum();
            long refundedHere = events.stream()
                    .filter(PaymentRefunded.class::isInstance)
                    .mapToLong(event -> ((PaymentRefunded) event).amount().amount())
                    .sum();
            assertThat(capturedHere)
                    .as("captured of %s: %s", orderId, events)
                    .isEqualTo(captured.getOrDefault(orderId, 0L));
            assertThat(refundedHere)
                    .as("refunded of %s: %s", orderId, events)
                    .isEqualTo(refunded.getOrDefault(orderId, 0L));
            assertThat(refundedHere).as("never more back than was taken").isLessThanOrEqualTo(capturedHere);
        });
        assertEveryWishIsAnswered(journals);
        assertBalancesEqual(captured, refunded);
    }

    private void assertEveryWishIsAnswered(Map<String, List<PaymentEvent>> journals) {
        for (Commit commit : orders) {
            List<PaymentEvent> answers = journals.getOrDefault(commit.streamId().key(), List.of());
            boolean barred = !answers.isEmpty() && answers.getFirst() instanceof RefundNotNeeded;
            long outcomes = answers.stream()
                    .filter(event -> event instanceof PaymentCaptured || event instanceof PaymentDeclined)
                    .count();
            if (commit.events().getFirst() instanceof OrderEvent.OrderPaymentRequested) {
                assertThat(outcomes).as("answers to %s: %s", commit, answers).isEqualTo(barred ? 0 : 1);
            }
            if (commit.events().getFirst() instanceof OrderEvent.OrderRefundRequested) {
                long undone = answers.stream()
                        .filter(event -> event instanceof RefundNotNeeded
                                || event instanceof PaymentRefunded refunded
                                        && refunded.requestedBy().equals("order"))
                        .count();
                assertThat(undone).as("answers to %s: %s", commit, answers).isEqualTo(1);
            }
        }
    }

    private void assertBalancesEqual(Map<String, Long> captured, Map<String, Long> refunded) {
        Map<String, Long> expected = new TreeMap<>();
        gateway.asked
                .values()
                .forEach(capture -> expected.merge(
                        capture.customerId(),
                        captured.getOrDefault(capture.orderId(), 0L) - refunded.getOrDefault(capture.orderId(), 0L),
                        Long::sum));
        expected.forEach((customerId, amount) -> {
            long balance = balances.find(customerId).map(Views.View::value).stream()
                    .flatMap(value -> value.totals().stream())
                    .mapToLong(totals -> totals.balance().amount())
                    .sum();
            assertThat(balance).as("balance of %s", customerId).isEqualTo(amount);
        });
    }

    private final class CrashingJournal implements Journal {
        @Override
        public AppendOutcome append(StoredCommit commit) {
            crashes.line("before append");
            AppendOutcome outcome = durable.append(commit);
            crashes.line("after append");
            return outcome;
        }

        @Override
        public void read(StreamId stream, long afterVersion, Consumer<StoredCommit> reader) {
            durable.read(stream, afterVersion, reader);
        }

        @Override
        public void readBackwards(StreamId stream, long upToVersion, Predicate<StoredCommit> reader) {
            durable.readBackwards(stream, upToVersion, reader);
        }
    }

    /** So that a crash of the work is a crash of the process. */
    private static final class SameThread extends AbstractExecutorService {
        private boolean stopped;

        @Override
        public void execute(Runnable command) {
            command.run();
        }

        @Override
        public void shutdown() {
            stopped = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return stopped;
        }

        @Override
        public boolean isTerminated() {
            return stopped;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
