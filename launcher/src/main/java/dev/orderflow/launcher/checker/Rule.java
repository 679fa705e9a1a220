package dev.orderflow.launcher.checker;

/** What must hold, whatever failed meanwhile. */
public enum Rule {
    ACCEPTED_IS_KEPT("an accepted order is in the archive, once, under its customer and key"),
    SAME_KEY_SAME_ANSWER("the same key has one answer, and only for one content"),
    REFUSED_LEFT_NO_TRACE("what was refused has no effect"),
    NOTHING_FROM_NOWHERE("every order in the archive was sent by somebody, with that content"),
    EVERY_ORDER_ENDS("every order has ended, once"),
    CANCELLATION_COUNTS("an accepted cancellation stops its order, unless its parcel was asked for before"),
    CHARGED_AT_MOST_ONCE("the gateway charged an order at most once"),
    PAID_IF_COMPLETED("a completed order was charged its total, and any other has its money back"),
    LEDGER_AGREES("the gateway moved the money that the archive says, and no other"),
    REFUND_COUNTS("an accepted refund was made, once"),
    SHIPPED_IF_PAID("nothing was shipped that was not paid, and nothing twice"),
    NEVER_OVERSOLD("stock is never negative, at any prefix of its history"),
    STOCK_IS_CONSERVED("what was held is released or shipped, once and whole"),
    STREAM_HAS_NO_GAP("each journal's commits are on the stream without a gap"),
    STREAM_IN_ORDER("their first occurrences are in version order"),
    A_VERSION_HAS_ONE_CONTENT("a version that came twice came with the same content"),
    ARCHIVE_IS_THE_STREAM("the archive holds every record of the stream once, unaltered, and no other"),
    VIEWS_AGREE("what the services answer at the end is what the archive says"),
    NOTHING_IS_PARKED("no stream is parked at the end");

    private final String promise;

    Rule(String promise) {
        this.promise = promise;
    }

    public String promise() {
        return promise;
    }
}
