package dev.orderflow.eventstore.archive;

import java.math.BigInteger;

/** Sequence numbers are decimal digits, too long for a {@code long}, of any length and with or without leading zeros. */
public final class SequenceOrder {
    private SequenceOrder() {}

    public static boolean isAfter(String sequence, String other) {
        return new BigInteger(sequence).compareTo(new BigInteger(other)) > 0;
    }
}
