package dev.orderflow.events;

/** Where an order stands, as clients see it. The last three are ends. */
public enum OrderStatus {
    PLACED,
    RESERVED,
    PAID,
    CANCELLING,
    COMPENSATING,
    COMPLETED,
    REJECTED,
    CANCELLED;

    /** True where nothing more will happen to the order. */
    public boolean isEnd() {
        return switch (this) {
            case COMPLETED, REJECTED, CANCELLED -> true;
            case PLACED, RESERVED, PAID, CANCELLING, COMPENSATING -> false;
        };
    }
}
