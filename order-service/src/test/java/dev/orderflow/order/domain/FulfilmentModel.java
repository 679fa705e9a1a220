package dev.orderflow.order.domain;

import static dev.orderflow.order.domain.OrderExamples.ADA;
import static dev.orderflow.order.domain.OrderExamples.SHORTAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.OrderEvent.OrderPaid;
import dev.orderflow.events.OrderEvent.OrderPaymentDeclined;
import dev.orderflow.events.OrderEvent.OrderPaymentRequested;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderEvent.OrderRefundRequested;
import dev.orderflow.events.OrderEvent.OrderShipmentRequested;
import dev.orderflow.events.OrderEvent.OrderStepRetried;
import dev.orderflow.events.OrderEvent.OrderStepRetryRequested;
import dev.orderflow.events.OrderEvent.OrderStepSkipped;
import dev.orderflow.events.OrderEvent.OrderStepTimedOut;
import dev.orderflow.events.OrderEvent.OrderStockReleaseRequested;
import dev.orderflow.eventstore.decision.Decision;
import dev.orderflow.order.domain.OrderCommand.ActOnStep;
import dev.orderflow.order.domain.OrderCommand.PassDeadline;
import dev.orderflow.order.domain.OrderCommand.RecordPaymentCaptured;
import dev.orderflow.order.domain.OrderCommand.RecordPaymentDeclined;
import dev.orderflow.order.domain.OrderCommand.RecordRefunded;
import dev.orderflow.order.domain.OrderCommand.RecordShipmentFailed;
import dev.orderflow.order.domain.OrderCommand.RecordShipped;
import dev.orderflow.order.domain.OrderCommand.RecordStockRefused;
import dev.orderflow.order.domain.OrderCommand.RecordStockReleased;
import dev.orderflow.order.domain.OrderCommand.RecordStockReserved;
import dev.orderflow.order.domain.OrderCommand.RequestCancellation;
import dev.orderflow.order.domain.OrderRefusal.ActionUnsafe;
import dev.orderflow.order.domain.OrderRefusal.IdempotencyKeyReused;
import dev.orderflow.order.domain.OrderRefusal.OrderAlreadyEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * An order among small models of inventory and payment, whose answers come in any order, late and repeatedly, with
 * cancellations, deadlines and operators' actions at any moment.
 */
public final class FulfilmentModel {
    private static final int REPEATS = 2;

    /** What the world is like, and what happens in it before everything in flight arrives. */
    public record Scenario(boolean inStock, boolean approves, boolean ships, List<Step> steps) {}

    /** @param pick which of the answers given so far, for {@link Kind#DELIVER_ANY} */
    public record Step(Kind kind, int pick) {}

    public enum Kind {
        INVENTORY_READS_ON,
        INVENTORY_STARTS_OVER,
        PAYMENT_READS_ON,
        PAYMENT_STARTS_OVER,
        GATEWAY_ANSWERS,
        DELIVER_NEXT,
        DELIVER_ANY,
        CUSTOMER_CANCELS,
        DEADLINE_PASSES,
        OPERATOR_RETRIES,
        OPERATOR_SKIPS,
        OPERATOR_COMPENSATES,
        /** An operator had the commit left out that inventory would read next. */
        INVENTORY_LEAVES_OUT
    }

    final OrderDecider decider = new OrderDecider();
    /** What each decision gave rise to. */
    public final List<List<OrderEvent>> commits = new ArrayList<>();

    final List<OrderEvent> journal = new ArrayList<>();
    /** What participants said, in the order in which they said it; delivery keeps to no order. */
    final List<OrderCommand> answers = new ArrayList<>();

    final Inventory inventory;
    final Payment payment;
    public Order order = decider.initial();
    int delivered;

    public FulfilmentModel(Scenario scenario) {
        inventory = new Inventory(scenario.inStock(), scenario.ships());
        payment = new Payment(scenario.approves());
        give(OrderExamples.place());
    }

    public void take(Step step) {
        switch (step.kind()) {
            case INVENTORY_READS_ON -> inventory.readOn();
            case INVENTORY_STARTS_OVER -> inventory.read = 0;
            case PAYMENT_READS_ON -> payment.readOn();
            case PAYMENT_STARTS_OVER -> payment.read = 0;
            case GATEWAY_ANSWERS -> payment.gatewayAnswers();
            case DELIVER_NEXT -> deliverNext();
            case DELIVER_ANY -> {
                if (!answers.isEmpty()) {
                    give(answers.get(step.pick() % answers.size()));
                }
            }
            case CUSTOMER_CANCELS -> give(new RequestCancellation(Requester.customer(ADA), "changed my mind"));
            case DEADLINE_PASSES -> passDeadline();
            case OPERATOR_RETRIES -> act(OperatorAction.Kind.RETRY, step.pick());
            case OPERATOR_SKIPS -> act(OperatorAction.Kind.SKIP, step.pick());
            case OPERATOR_COMPENSATES -> act(OperatorAction.Kind.COMPENSATE, step.pick());
            case INVENTORY_LEAVES_OUT -> inventory.leaveOut();
        }
    }

    /** Everything that is under way arrives. */
    public void settle() {
        boolean moved = true;
        while (moved) {
            moved = inventory.readOn() | payment.readOn() | payment.gatewayAnswers() | deliverNext();
        }
    }

    /** What was left out comes about only when an operator asks for it again. */
    public void settleWithAnOperatorsHelp() {
        settle();
        for (int help = 0; help < 5 && order instanceof Order.Waiting; help++) {
            act(OperatorAction.Kind.RETRY, 1_001 + help);
            settle();
        }
    }

    /** @param id of the action; some are taken again */
    void act(OperatorAction.Kind kind, int id) {
        if (order instanceof Order.Waiting waiting) {
            OperatorAction action = new OperatorAction(kind, waiting.step(), "the model says so");
            give(new ActOnStep("a-" + id, action, "olga"));
        }
    }

    boolean deliverNext() {
        if (delivered == answers.size()) {
            return false;
        }
        give(answers.get(delivered++));
        return true;
    }

    void passDeadline() {
        if (order instanceof Order.Waiting waiting) {
            int attempt = waiting.asked().attempt();
            give(new PassDeadline(waiting.step(), attempt, attempt >= REPEATS));
        }
    }

    void give(OrderCommand command) {
        switch (decider.decide(command, order)) {
            case Decision.Refused<OrderEvent, OrderRefusal>(OrderRefusal refusal) ->
                // A participant that behaves never contradicts the order's history.
                assertThat(refusal)
                        .as("answer to %s", command)
                        .isInstanceOfAny(
                                command instanceof ActOnStep
                                        ? new Class<?>[] {ActionUnsafe.class, IdempotencyKeyReused.class}
                                        : new Class<?>[] {OrderAlreadyEnded.class});
            case Decision.Accepted<OrderEvent, OrderRefusal>(List<OrderEvent> events) -> {
                if (!events.isEmpty()) {
                    commits.add(events);
                }
                events.forEach(this::record);
            }
        }
        assertThat(order).as("no order rests at a turning point").isNotInstanceOf(Order.Turning.class);
    }

    void record(OrderEvent event) {
        if (event instanceof OrderRefundRequested || event instanceof OrderStockReleaseRequested) {
            assertThat(captureIsOpen())
                    .as("nothing is given back while a capture is unanswered")
                    .isFalse();
        }
        if (!(event instanceof OrderStepRetried
                || event instanceof OrderStepRetryRequested
                || event instanceof OrderStepTimedOut)) {
            assertThat(journal.stream().filter(before -> before.getClass() == event.getClass()))
                    .as("%s happens once", event.getClass().getSimpleName())
                    .isEmpty();
        }
        if (event instanceof OrderRefundRequested && shipmentIsOpen()) {
            assertThat(inventory.tombstoned)
                    .as("no refund while the parcel may still leave")
                    .isTrue();
        }
        journal.add(event);
        order = decider.evolve(order, event);
    }

    boolean captureIsOpen() {
        return journal.stream().anyMatch(OrderPaymentRequested.class::isInstance)
                && journal.stream()
                        .noneMatch(event -> event instanceof OrderPaid || event instanceof OrderPaymentDeclined);
    }

    /** Asked for, and neither answered nor known to be barred. */
    boolean shipmentIsOpen() {
        return journal.stream().anyMatch(OrderEvent.OrderShipmentRequested.class::isInstance)
                && journal.stream()
                        .noneMatch(event -> event instanceof OrderEvent.OrderShipped
                                || event instanceof OrderEvent.OrderShipmentFailed);
    }

    /** An operator's word stood for the release, and inventory was made to leave it out. */
    boolean releaseWasSkipped() {
        return journal.stream().anyMatch(OrderStepSkipped.class::isInstance);
    }

    void checkTheEnd() {
        assertThat(order).as("every order ends: %s", journal).isInstanceOf(Order.Ended.class);
        boolean completed = order instanceof Order.Completed;
        assertThat(journal.stream().anyMatch(OrderCompleted.class::isInstance)).isEqualTo(completed);
        assertThat(inventory.dispatches.get()).isEqualTo(completed ? 1 : 0);
        if (!releaseWasSkipped() || !inventory.leftOut) {
            assertThat(inventory.reservations.get())
                    .as("every reservation was shipped or released, once")
                    .isEqualTo(inventory.dispatches.get() + inventory.releases.get());
        }
        assertThat(payment.captures.get()).as("captured at most once").isLessThanOrEqualTo(1);
        assertThat(payment.refunds.get())
                .as("refunded exactly where captured and not completed")
                .isEqualTo(payment.captures.get() == 1 && !completed ? 1 : 0);
        if (completed) {
            assertThat(payment.captures.get()).isEqualTo(1);
        }
    }

    /** Holds, ships and releases; reads the order's events from the start again whenever it likes. */
    final class Inventory {
        final boolean inStock;
        final boolean ships;
        final AtomicInteger reservations = new AtomicInteger();
        final AtomicInteger releases = new AtomicInteger();
        final AtomicInteger dispatches = new AtomicInteger();
        int read;
        boolean answeredReservation;
        boolean held;
        boolean tombstoned;
        boolean answeredShipment;
        boolean leftOut;

        Inventory(boolean inStock, boolean ships) {
            this.inStock = inStock;
            this.ships = ships;
        }

        boolean readOn() {
            if (read == journal.size()) {
                return false;
            }
            OrderEvent event = journal.get(read++);
            if (event instanceof OrderPlaced || isRetry(event, FulfilmentStep.RESERVE_STOCK)) {
                reserve();
            } else if (event instanceof OrderShipmentRequested || isRetry(event, FulfilmentStep.SHIP)) {
                ship();
            } else if (event instanceof OrderStockReleaseRequested || isRetry(event, FulfilmentStep.RELEASE_STOCK)) {
                release();
            }
            return true;
        }

        void leaveOut() {
            if (read < journal.size()) {
                read++;
                leftOut = true;
            }
        }

        void reserve() {
            if (answeredReservation || tombstoned) {
                return;
            }
            answeredReservation = true;
            if (inStock) {
                held = true;
                reservations.incrementAndGet();
                answers.add(new RecordStockReserved());
            } else {
                answers.add(new RecordStockRefused(SHORTAGES));
            }
        }

        void ship() {
            if (answeredShipment || tombstoned) {
                return;
            }
            answeredShipment = true;
            assertThat(held).as("ships what it holds").isTrue();
            assertThat(payment.holdsMoney()).as("no shipment without payment").isTrue();
            if (ships) {
                held = false;
                dispatches.incrementAndGet();
                answers.add(new RecordShipped("s-1", "SIM-1"));
            } else {
                answers.add(new RecordShipmentFailed("address unknown"));
            }
        }

        void release() {
            // What has left is not given back, and its own answer is on the way.
            if (tombstoned || dispatches.get() > 0) {
                return;
            }
            tombstoned = true;
            if (held) {
                held = false;
                releases.incrementAndGet();
            }
            answers.add(new RecordStockReleased());
        }
    }

    /** Captures and gives back; a capture that was sent may stay unanswered for any time. */
    final class Payment {
        final boolean approves;
        final AtomicInteger captures = new AtomicInteger();
        final AtomicInteger refunds = new AtomicInteger();
        int read;
        boolean intended;
        boolean answered;
        boolean refundAnswered;

        Payment(boolean approves) {
            this.approves = approves;
        }

        boolean holdsMoney() {
            return captures.get() > refunds.get();
        }

        boolean readOn() {
            if (read == journal.size()) {
                return false;
            }
            OrderEvent event = journal.get(read++);
            if (event instanceof OrderPaymentRequested || isRetry(event, FulfilmentStep.CAPTURE_PAYMENT)) {
                intended = true;
            } else if (event instanceof OrderRefundRequested || isRetry(event, FulfilmentStep.REFUND)) {
                refund();
            }
            return true;
        }

        boolean gatewayAnswers() {
            if (!intended || answered) {
                return false;
            }
            answered = true;
            if (approves) {
                captures.incrementAndGet();
                answers.add(new RecordPaymentCaptured());
            } else {
                answers.add(new RecordPaymentDeclined("insufficient_funds"));
            }
            return true;
        }

        void refund() {
            if (refundAnswered) {
                return;
            }
            refundAnswered = true;
            refunds.incrementAndGet();
            answers.add(new RecordRefunded());
        }
    }

    boolean isRetry(OrderEvent event, FulfilmentStep step) {
        return event instanceof OrderStepRetried retried && retried.step() == step;
    }

    public static Arbitrary<Scenario> scenarios() {
        Arbitrary<Boolean> mostly = Arbitraries.of(true, true, true, false);
        Arbitrary<Step> steps = Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(
                                        10,
                                        Arbitraries.of(
                                                Kind.INVENTORY_READS_ON,
                                                Kind.PAYMENT_READS_ON,
                                                Kind.GATEWAY_ANSWERS,
                                                Kind.DELIVER_NEXT)),
                                Tuple.of(
                                        3,
                                        Arbitraries.of(
                                                Kind.DELIVER_ANY,
                                                Kind.INVENTORY_STARTS_OVER,
                                                Kind.PAYMENT_STARTS_OVER)),
                                Tuple.of(
                                        2,
                                        Arbitraries.of(
                                                Kind.CUSTOMER_CANCELS,
                                                Kind.DEADLINE_PASSES,
                                                Kind.DEADLINE_PASSES,
                                                Kind.OPERATOR_RETRIES,
                                                Kind.OPERATOR_SKIPS,
                                                Kind.OPERATOR_COMPENSATES,
                                                Kind.INVENTORY_LEAVES_OUT))),
                        Arbitraries.integers().between(0, 1_000))
                .as(Step::new);
        return Combinators.combine(mostly, mostly, mostly, steps.list().ofMaxSize(80))
                .as(Scenario::new);
    }
}
