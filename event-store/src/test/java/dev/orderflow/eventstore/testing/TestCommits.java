package dev.orderflow.eventstore.testing;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.events.testing.ExampleEvents;
import dev.orderflow.eventstore.journal.StoredCommit;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Commits for tests. Names are unique within and across runs, since real engines keep what other tests wrote. */
public final class TestCommits {
    private static final AtomicLong NUMBER = new AtomicLong(System.currentTimeMillis() * 1_000);

    private final String slot;

    private TestCommits(String slot) {
        this.slot = slot;
    }

    /** Commits of a writer with a name of its own. */
    public static TestCommits ofANewWriter() {
        return new TestCommits(unique("writer"));
    }

    public static String unique(String what) {
        return what + Long.toString(NUMBER.incrementAndGet(), 36);
    }

    public static StreamId newStream() {
        return new StreamId("order", unique("o"));
    }

    public String slot() {
        return slot;
    }

    public StoredCommit commit(StreamId stream, long firstVersion) {
        return commit(stream, firstVersion, ExampleEvents.NOON, ExampleEvents.placed(stream.key(), 1));
    }

    public StoredCommit commit(StreamId stream, long firstVersion, Instant recordedAt, DomainEvent... events) {
        return stored(new Commit(
                stream,
                firstVersion,
                List.of(events),
                new CommitMetadata(unique("c"), recordedAt, slot, "request-1", "request-1", null)));
    }

    public static StoredCommit stored(Commit commit) {
        return new StoredCommit(commit, CommitCodec.standard().encode(commit));
    }
}
