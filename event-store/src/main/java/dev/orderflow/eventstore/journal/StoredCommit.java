package dev.orderflow.eventstore.journal;

import dev.orderflow.events.Commit;
import java.util.Arrays;

/**
 * A commit with the very bytes that are stored, published and archived.
 *
 * @param bytes as {@code CommitCodec} wrote them; not to be changed
 */
public record StoredCommit(Commit commit, byte[] bytes) {

    /**
     * Whether this is what an earlier attempt at the very same append stored. The bytes count too: should a commit id ever
     * come twice, another's commit is still not taken for one's own.
     */
    public boolean isSameAppend(StoredCommit stored) {
        return commit.metadata().commitId().equals(stored.commit.metadata().commitId())
                && Arrays.equals(bytes, stored.bytes);
    }

    /** Two are the same where the append was the same, whatever became of the bytes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StoredCommit that && commit.equals(that.commit);
    }

    @Override
    public int hashCode() {
        return commit.hashCode();
    }

    @Override
    public String toString() {
        return commit + " (" + bytes.length + " bytes)";
    }
}
