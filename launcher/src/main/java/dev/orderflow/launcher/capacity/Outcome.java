package dev.orderflow.launcher.capacity;

/** How an order ends, as far as it changes what the order takes. */
enum Outcome {
    /** Paid and shipped. */
    COMPLETED,
    /** The card is declined after the reservation, which is undone. */
    DECLINED,
    /** The customer asks for it right after the order was accepted. */
    CANCELLED
}
