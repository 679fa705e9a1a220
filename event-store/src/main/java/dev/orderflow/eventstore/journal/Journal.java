package dev.orderflow.eventstore.journal;

import dev.orderflow.events.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One service's journals: append-only, gapless, immutable. */
public interface Journal {
    /** What a commit may take when stored: DynamoDB's 400 KB item less its keys and some room. */
    int LARGEST_COMMIT_BYTES = 380 * 1024;

    /**
     * Appends where the commit's first version is free. Telling one's own earlier attempt from another's commit by the
     * commit id, it answers the same whether a reply was lost or not.
     *
     * @throws CommitTooLargeException before anything is sent
     * @throws RuntimeException where the outcome is not known: it may or may not have been appended
     */
    AppendOutcome append(StoredCommit commit);

    /**
     * Hands on all commits after a version, in order, read consistently.
     *
     * @param afterVersion 0 for all; else the last version of a commit
     * @throws JournalBrokenException where a version is missing
     */
    void read(StreamId stream, long afterVersion, Consumer<StoredCommit> reader);

    /**
     * Hands on commits from the newest down to the first, read consistently, for as long as the reader wants more.
     *
     * @param upTo a commit whose first version is above this is left out
     */
    void readBackwards(StreamId stream, long upTo, Predicate<StoredCommit> reader);

    /** All commits of a stream; for streams of a bounded length. */
    default List<StoredCommit> load(StreamId stream) {
        List<StoredCommit> commits = new ArrayList<>();
        read(stream, 0, commits::add);
        return commits;
    }
}
