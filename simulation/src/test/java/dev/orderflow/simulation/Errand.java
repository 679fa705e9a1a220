package dev.orderflow.simulation;

import dev.orderflow.events.DomainEvent;

/** What somebody wants of the shop in a flow, and whether they got it. */
interface Errand {
    /** Makes of the shop, which is open and at rest, what this errand needs. */
    default void prepare(InventoryProcess inventory) {}

    /** Asks for what is to be asked for next, where that is not under way. */
    void pursue();

    /** Something has become durable. */
    void sees(DomainEvent event);

    /** Everything that was asked has its answer. */
    boolean isAnswered();

    /**
     * How it ended, when all is at rest.
     *
     * @throws AssertionError where that is not how the flow has to end
     */
    Ending ending();

    static void require(boolean holds, String detail) {
        if (!holds) {
            throw new AssertionError(detail);
        }
    }
}
