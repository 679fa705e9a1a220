package dev.orderflow.payment.application;

import dev.orderflow.payment.domain.Capture;
import dev.orderflow.payment.domain.Refund;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A gateway as it may be at its worst: it loses answers, times out before or after the effect, and carries out requests
 * long after the client has given up on them. Its ledger is its own; it only ever keeps its promise about keys.
 */
final class ModelGateway implements PaymentGateway {
    private final RandomGenerator random;
    private final CrashPlan lines;
    private boolean healthy;

    /** By key: what was decided, for ever. */
    final Map<String, CaptureAnswer> charges = new LinkedHashMap<>();

    final Map<String, Refund> refunds = new LinkedHashMap<>();
    final Map<String, Capture> asked = new LinkedHashMap<>();
    private final List<Runnable> underWay = new ArrayList<>();

    ModelGateway(RandomGenerator random, CrashPlan lines) {
        this.random = random;
        this.lines = lines;
    }

    void heal() {
        healthy = true;
        underWay.forEach(Runnable::run);
        underWay.clear();
    }

    @Override
    public CaptureAnswer capture(Capture capture) {
        lines.line("before capture");
        Capture before = asked.putIfAbsent(capture.gatewayKey(), capture);
        if (before != null && !before.equals(capture)) {
            throw new AssertionError("The key " + capture.gatewayKey() + " was used with other content");
        }
        CaptureAnswer answer = switch (fault()) {
            case NONE -> charge(capture);
            case ANSWER_LOST -> {
                charge(capture);
                yield new CaptureAnswer.Unknown("answer lost");
            }
            case NOT_DONE -> new CaptureAnswer.Unknown("500");
            case DONE_LATER -> {
                underWay.add(() -> charge(capture));
                yield new CaptureAnswer.Unknown("time-out");
            }
        };
        lines.line("after capture");
        return answer;
    }

    @Override
    public CaptureAnswer findCapture(Capture capture) {
        lines.line("before asking");
        if (fault() != Fault.NONE) {
            return new CaptureAnswer.Unknown("no answer to the question");
        }
        CaptureAnswer known = charges.get(capture.gatewayKey());
        return known == null ? new CaptureAnswer.NotFound() : known;
    }

    @Override
    public RefundAnswer refund(Refund refund, String chargeId) {
        lines.line("before refund");
        RefundAnswer answer = switch (fault()) {
            case NONE -> giveBack(refund, chargeId);
            case ANSWER_LOST -> {
                giveBack(refund, chargeId);
                yield new RefundAnswer.Unconfirmed("answer lost");
            }
            case NOT_DONE -> new RefundAnswer.Unconfirmed("500");
            case DONE_LATER -> {
                underWay.add(() -> giveBack(refund, chargeId));
                yield new RefundAnswer.Unconfirmed("time-out");
            }
        };
        lines.line("after refund");
        return answer;
    }

    @Override
    public RefundAnswer findRefund(Refund refund) {
        lines.line("before asking");
        if (fault() != Fault.NONE) {
            return new RefundAnswer.Unconfirmed("no answer to the question");
        }
        return refunds.containsKey(refund.gatewayKey()) ? new RefundAnswer.Refunded() : new RefundAnswer.NotFound();
    }

    /** Requests under way may be carried out at any moment. */
    void something() {
        if (!underWay.isEmpty() && random.nextInt(3) == 0) {
            underWay.remove(random.nextInt(underWay.size())).run();
        }
    }

    private CaptureAnswer charge(Capture capture) {
        return charges.computeIfAbsent(
                capture.gatewayKey(),
                key -> capture.card().equals("tok_decline")
                        ? new CaptureAnswer.Declined("card_declined")
                        : new CaptureAnswer.Captured("ch_" + key));
    }

    private RefundAnswer giveBack(Refund refund, String chargeId) {
        boolean charged = charges.containsValue(new CaptureAnswer.Captured(chargeId));
        if (!charged) {
            throw new AssertionError("A refund of what was never charged: " + refund);
        }
        refunds.putIfAbsent(refund.gatewayKey(), refund);
        return new RefundAnswer.Refunded();
    }

    private Fault fault() {
        if (healthy || random.nextInt(5) < 3) {
            return Fault.NONE;
        }
        return Fault.values()[random.nextInt(Fault.values().length)];
    }

    private enum Fault {
        NONE,
        ANSWER_LOST,
        NOT_DONE,
        DONE_LATER
    }
}
