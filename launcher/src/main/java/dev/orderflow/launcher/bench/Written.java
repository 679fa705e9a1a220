package dev.orderflow.launcher.bench;

/**
 * What was written to one table.
 *
 * @param writes that changed an item; one that failed its condition, or changed nothing, is not seen
 * @param payloadUnits of the records that a journal's commits become on the stream; 0 for other tables
 */
public record Written(long writes, WriteUnits units, long payloadUnits) {
    public static final Written NOTHING = new Written(0, WriteUnits.NONE, 0);

    /** Kinesis counts each record's payload in pieces of 25 KB. */
    private static final int PAYLOAD_UNIT = 25 * 1024;

    public static long payloadUnits(long bytes) {
        return (bytes + PAYLOAD_UNIT - 1) / PAYLOAD_UNIT;
    }

    Written plus(Written other) {
        return new Written(writes + other.writes, units.plus(other.units), payloadUnits + other.payloadUnits);
    }
}
