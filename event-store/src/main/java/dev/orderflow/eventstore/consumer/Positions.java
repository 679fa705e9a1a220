package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.StoredCommit;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far one consuming application is with each stream, and the streams it had to park. Durable. */
public interface Positions {

    /** Positions of the streams that have one; a stream without is at version 0. */
    Map<StreamId, Position> find(Collection<StreamId> streams);

    /** Raises the version seen of each stream; a lower one than is stored changes nothing, so a zombie cannot lower it. */
    void advance(Map<StreamId, Rise> seen);

    /** Parks a stream: its commits are queued from now on. Of a parked stream it changes why; what is queued stays. */
    void park(StreamId stream, Parking parking);

    /** Adds a commit behind a parked stream; the same version twice is kept once. */
    void enqueue(StreamId stream, QueuedCommit commit);

    /** What waits behind a parked stream, in version order. */
    List<QueuedCommit> queued(StreamId stream, int limit);

    /** Removes one from the queue, once its effects are durable. */
    void dequeue(StreamId stream, QueuedCommit commit);

    /** The queue is empty and the stream goes on. */
    void unpark(StreamId stream);

    /** @param seen last version whose effects are durable */
    record Position(long seen, @Nullable Parking parked) {
        public static final Position START = new Position(0, null);
    }

    /**
     * How far a stream came.
     *
     * @param from what was stored when somebody looked last, 0 where nothing was. It may be wrong: then raising costs more,
     *     and has the same result
     * @param to last version whose effects are durable
     */
    record Rise(long from, long to) {
        /** From wherever it was. */
        public static Rise to(long version) {
            return new Rise(0, version);
        }

        /** First this one, then that. */
        public Rise then(Rise next) {
            return new Rise(from, next.to);
        }
    }

    /**
     * Why a stream is parked.
     *
     * @param cause what an operator needs to read: the failure, or the version that is missing
     * @param atVersion the first version that could not be applied; for bytes that are no commit, the negative number that
     *     they are queued under
     */
    record Parking(Kind kind, String cause, long atVersion, Instant since) {}

    enum Kind {
        /** A handler failed for this commit; an operator redrives the stream once the reason is gone. */
        POISON,
        /** An earlier commit has not arrived; the stream goes on by itself when it does. */
        GAP
    }

    /** @param version first version of the commit; for bytes that are no commit, a negative number of their own */
    record QueuedCommit(long version, byte[] bytes) {
        public static QueuedCommit of(StoredCommit stored) {
            return new QueuedCommit(stored.commit().firstVersion(), stored.bytes());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof QueuedCommit that && version == that.version;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(version);
        }
    }
}
