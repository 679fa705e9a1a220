package dev.orderflow.gatewaysim;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The documented test cards: the card of a charge decides what the gateway does with the charge and with its refunds.
 *
 * <p>The same table, for people, is in {@code docs/payment-gateway-simulator.md}; a test compares the two.
 */
public enum TestCard {
    APPROVE("tok_approve", OnCharge.APPROVE, OnRefund.REFUND),
    DECLINE("tok_decline", OnCharge.DECLINE, OnRefund.REFUND),
    SLOW("tok_slow", OnCharge.APPROVE_SLOWLY, OnRefund.REFUND),
    TIMEOUT_CHARGED("tok_timeout_charged", OnCharge.APPROVE_AND_HOLD_THE_ANSWER, OnRefund.REFUND),
    TIMEOUT_NOT_CHARGED("tok_timeout_not_charged", OnCharge.HANG_ONCE_WITHOUT_CHARGING, OnRefund.REFUND),
    ERROR("tok_error", OnCharge.FAIL_TWICE, OnRefund.REFUND),
    ALWAYS_ERROR("tok_always_error", OnCharge.FAIL_ALWAYS, OnRefund.REFUND),
    REFUND_FAILS_TWICE("tok_refund_fails_twice", OnCharge.APPROVE, OnRefund.FAIL_TWICE),
    REFUND_TIMEOUT_REFUNDED("tok_refund_timeout_refunded", OnCharge.APPROVE, OnRefund.REFUND_AND_HOLD_THE_ANSWER),
    REFUND_ALWAYS_ERROR("tok_refund_always_error", OnCharge.APPROVE, OnRefund.FAIL_ALWAYS);

    private static final Map<String, TestCard> BY_TOKEN =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(TestCard::token, Function.identity()));

    private final String token;
    private final OnCharge onCharge;
    private final OnRefund onRefund;

    TestCard(String token, OnCharge onCharge, OnRefund onRefund) {
        this.token = token;
        this.onCharge = onCharge;
        this.onRefund = onRefund;
    }

    /** The card as a client sends it, for example {@code tok_approve}. */
    public String token() {
        return token;
    }

    OnCharge onCharge() {
        return onCharge;
    }

    OnRefund onRefund() {
        return onRefund;
    }

    static Optional<TestCard> of(String token) {
        return Optional.ofNullable(BY_TOKEN.get(token));
    }

    enum OnCharge {
        APPROVE,
        APPROVE_SLOWLY,
        APPROVE_AND_HOLD_THE_ANSWER,
        DECLINE,
        HANG_ONCE_WITHOUT_CHARGING,
        FAIL_TWICE,
        FAIL_ALWAYS
    }

    enum OnRefund {
        REFUND,
        REFUND_AND_HOLD_THE_ANSWER,
        FAIL_TWICE,
        FAIL_ALWAYS
    }
}
