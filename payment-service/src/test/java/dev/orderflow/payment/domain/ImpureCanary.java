package dev.orderflow.payment.domain;

import java.time.Instant;

/** Breaks a rule on purpose, so that the rule is seen to work. */
public final class ImpureCanary {
    Instant whatever() {
        return Instant.now();
    }
}
