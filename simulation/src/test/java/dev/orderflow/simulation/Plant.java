package dev.orderflow.simulation;

/** Bugs that are planted, one at a time, to see whether the simulation finds them. */
enum Plant {
    NONE("nothing"),
    CHECKPOINT_BEFORE_EFFECT("a checkpoint is set before the effects are durable"),
    RESUMES_ONE_TOO_LATE("whoever takes a shard over skips the record behind the checkpoint"),
    FAILURE_COUNTS_AS_APPLIED("a subscriber that fails in an outage counts as done"),
    LOST_RACE_COUNTS_AS_WON("a read model's conditional write that lost is taken for written"),
    BALANCE_APART("a payment's summary and its customer's balance are written one after the other"),
    LOST_REPLY_MEANS_NOT_DONE("an append whose reply was lost is taken for refused"),
    UNCONDITIONAL_APPEND("an append does not ask whether its version is free"),
    ALL_ENTRIES_COUNT_AS_TAKEN("the results of single entries of a batch are not read"),
    PUTS_OVERTAKE("puts of one stream are under way at once, and overtake each other"),
    SWEEPER_SKIPS_THE_NEWEST("the sweep leaves out the newest of what was left behind"),
    MARK_IS_FORGOTTEN("a start does not read how far the last run had published"),
    MARK_RUNS_AHEAD("the mark does not wait for what is not published yet"),
    SNAPSHOT_OF_THE_WRONG_VERSION("a snapshot is said to be one event older than it is"),
    ARCHIVE_TAKES_OTHERS_FOR_OWN("an object that stands already is taken for one's own"),
    TIMEOUT_MEANS_DECLINED("a capture without an answer is taken for declined"),
    NEW_KEY_PER_CAPTURE("every attempt to capture has a key of its own"),
    NEW_KEY_PER_REFUND("every attempt to refund has a key of its own"),
    NO_JANITOR("nobody asks what became of open captures and refunds, also when the order asks again"),
    FORGETS_THE_REFUND("payments does not react to a refund that is asked for"),
    FORGETS_THE_RELEASE("inventory does not react to a release that is asked for, nor to its repetition"),
    SHIPS_UNPAID("inventory ships when the payment is asked for"),
    NEW_PARCEL_PER_ATTEMPT("every attempt to ship is a parcel of its own"),
    RESERVES_WITHOUT_LOOKING("a reservation does not look at the stock"),
    RESERVES_LINE_BY_LINE("an order gets its first line where it cannot have all"),
    RELEASES_TWICE("a release that is asked for twice is done twice"),
    UNDOES_WHILE_UNKNOWN("a cancellation releases the stock while the capture is under way"),
    ACCEPTS_BEFORE_DURABLE("an order whose append failed is acknowledged"),
    IGNORES_OTHER_CONTENT("a key that comes with other content is answered as the first time");

    private final String says;

    Plant(String says) {
        this.says = says;
    }

    String says() {
        return says;
    }
}
