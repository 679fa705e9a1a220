package dev.orderflow.simulation;

import org.jspecify.annotations.Nullable;

/**
 * Bugs that are planted, one at a time, to see whether the simulation finds them: each with the invariant that guards
 * against it.
 */
enum Plant {
    NONE(null, "nothing"),
    CHECKPOINT_BEFORE_EFFECT(Invariant.I12, "a checkpoint is set before the effects are durable"),
    CHILD_BEFORE_PARENT(Invariant.I17, "a child shard is read before its parent was read to the end"),
    ENDS_SHARD_UNSAVED(
            Invariant.I12, "a shard's end is checkpointed before the effects of its last records are durable"),
    RESUMES_ONE_TOO_LATE(Invariant.I12, "whoever takes a shard over skips the record behind the checkpoint"),
    FAILURE_COUNTS_AS_APPLIED(Invariant.I14, "a subscriber that fails in an outage counts as done"),
    LOST_RACE_COUNTS_AS_WON(Invariant.I7, "a read model's conditional write that lost is taken for written"),
    WRITES_UNCONDITIONALLY(Invariant.I11, "a read model is written without a condition on the version before"),
    BALANCE_APART(Invariant.I7, "a payment's summary and its customer's balance are written one after the other"),
    LOST_REPLY_MEANS_NOT_DONE(Invariant.I13, "an append whose reply was lost is taken for refused"),
    UNCONDITIONAL_APPEND(Invariant.I1, "an append does not ask whether its version is free"),
    RETRIES_WHOLE_PUT_RECORDS(Invariant.I18, "where one entry of a batch was refused, all of it is put again"),
    ALL_ENTRIES_COUNT_AS_TAKEN(Invariant.I16, "the results of single entries of a batch are not read"),
    PUTS_OVERTAKE(Invariant.I16, "puts of one stream are under way at once, and overtake each other"),
    SWEEPER_SKIPS_THE_NEWEST(Invariant.I13, "the sweep leaves out the newest of what was left behind"),
    MARK_IS_FORGOTTEN(Invariant.I16, "a start does not read how far the last run had published"),
    MARK_RUNS_AHEAD(Invariant.I16, "the mark does not wait for what is not published yet"),
    SNAPSHOT_OF_THE_WRONG_VERSION(Invariant.I17, "a snapshot is said to be one event older than it is"),
    ARCHIVE_TAKES_OTHERS_FOR_OWN(
            Invariant.I15, "an object that stands already is not looked for, and taken for one's own"),
    TIMEOUT_MEANS_DECLINED(Invariant.I10, "a capture without an answer is taken for declined"),
    NEW_KEY_PER_CAPTURE(Invariant.I6, "every attempt to capture has a key of its own"),
    NEW_KEY_PER_REFUND(Invariant.I7, "every attempt to refund has a key of its own"),
    NO_JANITOR(Invariant.I13, "nobody asks what became of open captures and refunds, also when the order asks again"),
    FORGETS_THE_REFUND(Invariant.I13, "payments does not react to a refund that is asked for"),
    FORGETS_THE_RELEASE(
            Invariant.I13, "inventory does not react to a release that is asked for, nor to its repetition"),
    FORGETS_WHAT_WAS_SENT(Invariant.I19, "a letter is sent again when the record of it failed"),
    FORGETS_THE_CANCELLED(Invariant.I19, "nobody writes to the customer whose order was cancelled"),
    LETS_REFUNDS_OVERDRAW(Invariant.I7, "a refund does not look at what went back before"),
    SHIPS_UNPAID(Invariant.I8, "inventory ships when the payment is asked for"),
    NEW_PARCEL_PER_ATTEMPT(Invariant.I8, "every attempt to ship is a parcel of its own"),
    RESERVES_WITHOUT_LOOKING(Invariant.I17, "a reservation does not look at the stock"),
    RESERVES_LINE_BY_LINE(Invariant.I4, "an order gets its first line where it cannot have all"),
    RELEASES_TWICE(Invariant.I5, "a release that is asked for twice is done twice"),
    UNDOES_WHILE_UNKNOWN(Invariant.I9, "a cancellation releases the stock while the capture is under way"),
    CALLS_OFF_WHILE_UNKNOWN(
            Invariant.I9, "an operator may call an order off while nobody knows whether the money was taken"),
    SKIPS_THE_PAYMENT(Invariant.I9, "an operator may skip a payment that nobody knows of"),
    COUNTS_ROWS_TWICE(Invariant.I20, "an import records rows again that another worker recorded"),
    FORGETS_A_ROW_AFTER_A_CRASH(Invariant.I20, "an import that goes on begins one row too late"),
    NEW_ORDER_PER_ATTEMPT(Invariant.I20, "an import that places an invoice again makes a new order of it"),
    ACCEPTS_BEFORE_DURABLE(Invariant.I2, "an order whose append failed is acknowledged"),
    IGNORES_OTHER_CONTENT(Invariant.I3, "a key that comes with other content is answered as the first time");

    private final @Nullable Invariant guardedBy;
    private final String says;

    Plant(@Nullable Invariant guardedBy, String says) {
        this.guardedBy = guardedBy;
        this.says = says;
    }

    /** Null where nothing is planted. */
    @Nullable
    Invariant guardedBy() {
        return guardedBy;
    }

    String says() {
        return says;
    }
}
