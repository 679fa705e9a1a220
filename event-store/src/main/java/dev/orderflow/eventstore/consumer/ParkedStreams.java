package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.view.InvalidCursorException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the consumers of every application had to park, for operators to see. */
public interface ParkedStreams {

    /**
     * A page, oldest parking first.
     *
     * @param limit 1 to 100
     * @param cursor of the page before, or null
     * @throws InvalidCursorException where the cursor is not one of this list
     */
    Page list(int limit, @Nullable String cursor);

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

    /** @param next cursor of the next page, or null where this is the last */
    record Page(List<ParkedStream> items, @Nullable String next) {
        public Page {
            items = List.copyOf(items);
        }
    }
}
