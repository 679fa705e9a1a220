package dev.orderflow.eventstore.journal;

/** What became of an append. */
public enum AppendOutcome {
    /** It is durable; also where an earlier attempt had done it and only the reply was lost. */
    APPENDED,
    /** Another commit has this version; nothing was written. */
    VERSION_TAKEN
}
