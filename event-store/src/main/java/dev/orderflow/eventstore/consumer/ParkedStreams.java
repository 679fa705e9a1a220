package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Redrives.Done;
import dev.orderflow.eventstore.consumer.Redrives.Wish;
import dev.orderflow.eventstore.view.InvalidCursorException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the consumers of every application had to park, for operators to see and to have tried again. */
public interface ParkedStreams {

    /**
     * A page, oldest parking first.
     *
     * @param limit 1 to 100
     * @param cursor of the page before, or null
     * @throws InvalidCursorException where the cursor is not one of this list
     */
    Page list(int limit, @Nullable String cursor);

    /** One, as it is right now; empty where the application has not parked the stream. */
    Optional<ParkedStream> find(String application, StreamId stream);

    /** How many commits wait behind it; no more than so many are counted. */
    int waiting(String application, StreamId stream, int countAtMost);

    /**
     * Wishes that a stream be tried again; its application's handler does so within seconds.
     *
     * @return the wish that stands: this one, or an earlier one that is not done with yet
     */
    Wish wish(String application, Wish wish);

    /** The wish that is not done with yet. */
    Optional<Wish> wished(String application, StreamId stream);

    /** What became of earlier wishes, newest first. */
    List<PastWish> history(String application, StreamId stream, int limit);

    /** What every adapter demands alike. */
    static void checkLimit(int limit) {
        if (limit < 1 || limit > 100) {
            throw new IllegalArgumentException("A page has 1 to 100 streams, not " + limit);
        }
    }

    /**
     * @param application the consuming service
     * @param seen last version of the stream whose effects are durable
     */
    record ParkedStream(String application, StreamId stream, long seen, Positions.Parking parking) {}

    record PastWish(Wish wish, Done done) {}

    /** @param next cursor of the next page, or null where this is the last */
    record Page(List<ParkedStream> items, @Nullable String next) {
        public Page {
            items = List.copyOf(items);
        }
    }
}
