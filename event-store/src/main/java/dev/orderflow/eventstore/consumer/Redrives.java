package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.StreamId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operators' wishes that a parked stream of one application be tried again. Durable from the wish to what became of it; the
 * handler that holds the stream's shard carries them out, so that nobody else ever touches a stream.
 */
public interface Redrives {
    /** Where operators have no say, as in most tests. */
    Redrives NONE = new Redrives() {
        @Override
        public List<Wish> wished(int limit) {
            return List.of();
        }

        @Override
        public void skipping(Wish wish, Instant at) {
            throw new IllegalStateException("Nothing is wished here");
        }

        @Override
        public void done(Wish wish, Done done) {
            throw new IllegalStateException("Nothing is wished here");
        }
    };

    /** Wishes that are not done with yet. */
    List<Wish> wished(int limit);

    /** Says durably that the wish's commit is skipped, before it is: no crash can make a skip silent. */
    void skipping(Wish wish, Instant at);

    /** The wish is done with, and is kept with what became of it. Told twice, it is kept once. */
    void done(Wish wish, Done done);

    /**
     * That what waits of a stream be applied, in order, until all is done or one fails again.
     *
     * @param by who wishes it
     * @param skip the commit to be left out, or null
     * @param skippedAt when leaving it out began, or null
     */
    record Wish(
            StreamId stream,
            String by,
            Instant at,
            @Nullable Skip skip,
            @Nullable Instant skippedAt) {
        public Wish(StreamId stream, String by, Instant at, @Nullable Skip skip) {
            this(stream, by, at, skip, null);
        }

        boolean skips(long version) {
            return skip != null && skip.version() == version;
        }

        Wish skippedAt(Instant time) {
            return new Wish(stream, by, at, skip, skippedAt == null ? time : skippedAt);
        }
    }

    /**
     * That a commit's effects are given up, for ever.
     *
     * @param version as the commit is queued under, see {@link Positions.Parking#atVersion}
     * @param reason for the record
     */
    record Skip(long version, String reason) {}

    /**
     * What became of a wish.
     *
     * @param seen last version of the stream whose effects are durable
     * @param detail what an operator needs to know, such as why it is parked again
     */
    record Done(End end, long seen, String detail, Instant at) {}

    /** How a redrive ended. */
    enum End {
        /** Nothing waits any more. */
        GOES_ON,
        /** A commit failed again, or was poison too. */
        PARKED_AGAIN,
        /** The next commit has not arrived yet; the stream goes on by itself when it does. */
        WAITS_FOR_MISSING,
        /** It was not parked as poison when its turn came. */
        NOT_PARKED
    }
}
