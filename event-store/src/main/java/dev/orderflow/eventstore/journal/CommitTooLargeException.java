package dev.orderflow.eventstore.journal;

import dev.orderflow.events.Commit;

/** The commit does not fit into one item, even compressed. Nothing was written. */
public final class CommitTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CommitTooLargeException(Commit commit, int bytes) {
        super("Commit " + commit + " takes " + bytes + " bytes; at most " + Journal.LARGEST_COMMIT_BYTES + " fit");
    }
}
