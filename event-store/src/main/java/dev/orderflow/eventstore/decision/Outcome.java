package dev.orderflow.eventstore.decision;

import dev.orderflow.events.Commit;

/** What became of a command. {@code version} is the stream's version that {@code state} was folded to. */
public sealed interface Outcome<S, R> {
    S state();

    long version();

    /** Appended now. */
    record Done<S, R>(S state, long version, Commit commit) implements Outcome<S, R> {}

    /** Its effect had been there before; nothing was appended. */
    record AlreadyDone<S, R>(S state, long version) implements Outcome<S, R> {}

    /** Forbidden by a fact; nothing was appended. */
    record Refused<S, R>(S state, long version, R refusal) implements Outcome<S, R> {}

    /** The caller expected another version ({@code If-Match}); nothing was appended. */
    record Stale<S, R>(S state, long version) implements Outcome<S, R> {}
}
