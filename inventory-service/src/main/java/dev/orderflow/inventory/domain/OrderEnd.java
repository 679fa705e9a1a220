package dev.orderflow.inventory.domain;

/** How an order ended for the warehouse, as long as it is remembered. */
public enum OrderEnd {
    /** At least one line was short; nothing was held. */
    REFUSED,
    /** What was held is available again; or a release came for an order that never held anything, and bars it. */
    RELEASED,
    /** The parcel left. */
    DISPATCHED,
    /** A shipment was asked for without anything held. */
    NOTHING_TO_SHIP
}
