package dev.orderflow.simulation;

/**
 * A call that a process is about to make.
 *
 * @param by the process and what it is doing, as its thread is named
 * @param what is asked of whom
 */
record Call(Kind kind, String by, String what) {
    enum Kind {
        READS,
        CHANGES,
        /** A letter. */
        SENDS,
        /** A batch of the stream's records. */
        RECEIVES
    }

    @Override
    public String toString() {
        return by + ": " + what;
    }
}
