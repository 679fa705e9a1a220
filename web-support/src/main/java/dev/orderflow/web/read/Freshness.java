package dev.orderflow.web.read;

/** What a read that asked for a version got; the value of the header {@code Orderflow-Freshness}. */
public enum Freshness {
    /** At least the version that was asked for. */
    FRESH,
    /** What there was when the wait was over; the version asked for is still under way. */
    PENDING,
    /** As {@link #PENDING}, and the read model is being built anew meanwhile. */
    REBUILDING;

    public static final String HEADER = "Orderflow-Freshness";

    public String headerValue() {
        return switch (this) {
            case FRESH -> "fresh";
            case PENDING -> "pending";
            case REBUILDING -> "rebuilding";
        };
    }
}
