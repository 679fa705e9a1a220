package dev.orderflow.events;

import java.util.regex.Pattern;

/**
 * An amount in minor units of a currency. Never a floating-point number.
 *
 * @param amount minor units (pence, cents); may be negative in a difference
 * @param currency ISO 4217 code, three capitals
 */
public record Money(long amount, String currency) {
    private static final Pattern ISO_4217 = Pattern.compile("[A-Z]{3}");

    public Money {
        if (!ISO_4217.matcher(currency).matches()) {
            throw new IllegalArgumentException("Not an ISO 4217 code: " + currency);
        }
    }

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /** Exact; throws {@link ArithmeticException} past the range of a long rather than wrap. */
    public Money plus(Money other) {
        return new Money(Math.addExact(amount, sameCurrency(other).amount), currency);
    }

    /** Exact, as {@link #plus}. */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(amount, sameCurrency(other).amount), currency);
    }

    /** Exact, as {@link #plus}. */
    public Money times(long factor) {
        return new Money(Math.multiplyExact(amount, factor), currency);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }
}
