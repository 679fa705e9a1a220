package dev.orderflow.simulation;

import dev.orderflow.payment.application.PaymentGateway;
import dev.orderflow.payment.domain.Capture;
import dev.orderflow.payment.domain.Refund;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A gateway with a ledger of its own. It keeps its promise about keys and no other: answers get lost, and a request may
 * be carried out long after its sender gave up.
 */
final class SimulatedGateway {
    /** Past the patience of every step. */
    private static final int MOST_REFUSALS = 8;

    private final Environment environment;
    private final Map<String, Charge> charges = new LinkedHashMap<>();
    private final Map<String, Back> refunds = new LinkedHashMap<>();

    /** How often a refund will be refused yet. */
    private final Map<String, Integer> refusals = new HashMap<>();

    private final List<Runnable> underWay = new ArrayList<>();
    private final boolean stubborn;
    private int attempts;

    /** @param chargeId null where it was declined */
    record Charge(String orderId, String customerId, long amount, String chargeId) {}

    record Back(String chargeId, long amount) {}

    /** @param stubborn whether it refuses some refunds for long, whatever the weather */
    SimulatedGateway(Environment environment, boolean stubborn) {
        this.environment = environment;
        this.stubborn = stubborn;
    }

    /** As one process sees it. */
    PaymentGateway of(Node node) {
        return new Line(node);
    }

    List<Charge> chargesOf(String orderId) {
        return charges.values().stream()
                .filter(charge -> charge.orderId().equals(orderId) && charge.chargeId() != null)
                .toList();
    }

    List<Charge> effectiveCharges() {
        return charges.values().stream()
                .filter(charge -> charge.chargeId() != null)
                .toList();
    }

    List<Back> refundsOf(String chargeId) {
        return refunds.values().stream()
                .filter(back -> back.chargeId().equals(chargeId))
                .toList();
    }

    boolean hasRefund(String gatewayKey) {
        return refunds.containsKey(gatewayKey);
    }

    /** Something that was on its way for long arrives. */
    void somethingArrives() {
        if (!underWay.isEmpty()) {
            underWay.remove(environment.random.nextInt(underWay.size())).run();
        }
    }

    void everythingArrives() {
        while (!underWay.isEmpty()) {
            somethingArrives();
        }
    }

    private PaymentGateway.CaptureAnswer charge(Capture capture) {
        Charge charge = charges.computeIfAbsent(
                capture.gatewayKey(),
                key -> new Charge(
                        capture.orderId(),
                        capture.customerId(),
                        capture.amount().amount(),
                        capture.card().equals("tok_decline") ? null : "ch_" + key));
        environment.require(
                chargesOf(capture.orderId()).size() <= 1,
                Invariant.I6,
                "order " + capture.orderId() + " was charged as " + chargesOf(capture.orderId()));
        return answer(charge, capture);
    }

    private static PaymentGateway.CaptureAnswer answer(Charge charge, Capture capture) {
        if (charge.amount() != capture.amount().amount()) {
            return new PaymentGateway.CaptureAnswer.Unknown("the key was used with other content");
        }
        return charge.chargeId() == null
                ? new PaymentGateway.CaptureAnswer.Declined("card_declined")
                : new PaymentGateway.CaptureAnswer.Captured(charge.chargeId());
    }

    private PaymentGateway.RefundAnswer giveBack(Refund refund, String chargeId) {
        int left = refusals.computeIfAbsent(
                refund.gatewayKey(),
                key -> stubborn && environment.random.nextInt(4) == 0 ? environment.random.nextInt(MOST_REFUSALS) : 0);
        if (left > 0) {
            refusals.put(refund.gatewayKey(), left - 1);
            return new PaymentGateway.RefundAnswer.Unconfirmed("not now");
        }
        Charge charged = effectiveCharges().stream()
                .filter(charge -> charge.chargeId().equals(chargeId))
                .findFirst()
                .orElse(null);
        environment.require(charged != null, Invariant.I7, "a refund of what was never charged: " + refund);
        Back before = refunds.get(refund.gatewayKey());
        if (charged == null || before != null) {
            return before != null && before.amount() == refund.amount().amount()
                    ? new PaymentGateway.RefundAnswer.Refunded()
                    : new PaymentGateway.RefundAnswer.Unconfirmed("unknown charge, or the key was used otherwise");
        }
        long back = refunds(chargeId) + refund.amount().amount();
        environment.require(
                back <= charged.amount(), Invariant.I7, "more went back of " + charged + " than was taken: " + back);
        if (back > charged.amount()) {
            return new PaymentGateway.RefundAnswer.Unconfirmed("more than is left");
        }
        refunds.put(refund.gatewayKey(), new Back(chargeId, refund.amount().amount()));
        return new PaymentGateway.RefundAnswer.Refunded();
    }

    private long refunds(String chargeId) {
        return refundsOf(chargeId).stream().mapToLong(Back::amount).sum();
    }

    private final class Line implements PaymentGateway {
        private final Node node;

        Line(Node node) {
            this.node = node;
        }

        @Override
        public CaptureAnswer capture(Capture capture) {
            if (environment.isPlanted(Plant.TIMEOUT_MEANS_DECLINED)) {
                return send("capture " + capture.gatewayKey(), () -> charge(capture), CaptureAnswer.Declined::new);
            }
            if (environment.isPlanted(Plant.NEW_KEY_PER_CAPTURE)) {
                Capture other = new Capture(
                        capture.orderId(),
                        capture.paymentId(),
                        capture.customerId(),
                        capture.gatewayKey() + "-" + ++attempts,
                        capture.amount(),
                        capture.card());
                return send("capture " + other.gatewayKey(), () -> charge(other), CaptureAnswer.Unknown::new);
            }
            return send("capture " + capture.gatewayKey(), () -> charge(capture), CaptureAnswer.Unknown::new);
        }

        @Override
        public CaptureAnswer findCapture(Capture capture) {
            return look(
                    "find capture " + capture.gatewayKey(),
                    () -> {
                        Charge charge = charges.get(capture.gatewayKey());
                        return charge == null ? new CaptureAnswer.NotFound() : answer(charge, capture);
                    },
                    CaptureAnswer.Unknown::new);
        }

        @Override
        public RefundAnswer refund(Refund refund, String chargeId) {
            Refund sent = !environment.isPlanted(Plant.NEW_KEY_PER_REFUND)
                    ? refund
                    : new Refund(
                            refund.refundId(),
                            refund.gatewayKey() + "-" + ++attempts,
                            refund.amount(),
                            refund.requestedBy(),
                            refund.reason(),
                            refund.failedAttempts(),
                            refund.done());
            return send("refund " + sent.gatewayKey(), () -> giveBack(sent, chargeId), RefundAnswer.Unconfirmed::new);
        }

        @Override
        public RefundAnswer findRefund(Refund refund) {
            return look(
                    "find refund " + refund.gatewayKey(),
                    () -> refunds.containsKey(refund.gatewayKey())
                            ? new RefundAnswer.Refunded()
                            : new RefundAnswer.NotFound(),
                    RefundAnswer.Unconfirmed::new);
        }

        private <T> T send(
                String what, Supplier<? extends T> effect, java.util.function.Function<String, ? extends T> unknown) {
            node.checkAlive();
            if (environment.chance(environment.weather().callFails())) {
                environment.trace(node.name + " " + what + " -> no answer, and it is still on its way");
                underWay.add(effect::get);
                return unknown.apply("time-out");
            }
            try {
                return node.<T>call(what, effect::get);
            } catch (Outage e) {
                return unknown.apply(e.getMessage());
            }
        }

        private <T> T look(
                String what, Supplier<? extends T> question, java.util.function.Function<String, ? extends T> unknown) {
            try {
                T answer = node.<T>ask(what, question::get);
                environment.trace(node.name + " " + what + " -> " + answer);
                return answer;
            } catch (Outage e) {
                return unknown.apply(e.getMessage());
            }
        }
    }
}
