package dev.orderflow.eventstore.service.application.parked;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.consumer.ParkedStreams.ParkedStream;
import dev.orderflow.eventstore.consumer.Positions.Kind;
import dev.orderflow.eventstore.consumer.Redrives.Skip;
import dev.orderflow.eventstore.consumer.Redrives.Wish;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes operators' wishes that a parked stream be tried again; the service that parked it carries them out. */
public final class RedriveDesk {
    private final ParkedStreams parked;
    private final InstantSource clock;

    public RedriveDesk(ParkedStreams parked, InstantSource clock) {
        this.parked = parked;
        this.clock = clock;
    }

    /** What became of a wish. */
    public sealed interface Answer {}

    /** @param replayed whether it stood before */
    public record Accepted(Wish wish, boolean replayed) implements Answer {}

    public record NotParked() implements Answer {}

    /** Nothing is wrong with what waits: a commit before it has not arrived. */
    public record WaitsForMissing(long version) implements Answer {}

    /** What is to be skipped is not what the stream is parked at. */
    public record NotThePoison(long atVersion) implements Answer {}

    /** Another wish is not done with yet. */
    public record AnotherStands(Wish wish) implements Answer {}

    /**
     * @param application the consuming service
     * @param by who wishes it
     * @param skip the commit to be left out, or null
     */
    public Answer wish(String application, StreamId stream, String by, @Nullable Skip skip) {
        Optional<ParkedStream> found = parked.find(application, stream);
        if (found.isEmpty()) {
            return new NotParked();
        }
        long atVersion = found.get().parking().atVersion();
        if (found.get().parking().kind() == Kind.GAP) {
            return new WaitsForMissing(atVersion);
        }
        if (skip != null && skip.version() != atVersion) {
            return new NotThePoison(atVersion);
        }
        // As precisely as it is stored: by its time a wish is known again.
        Wish wish = new Wish(stream, by, clock.instant().truncatedTo(ChronoUnit.MICROS), skip);
        Wish standing = parked.wish(application, wish);
        if (!Objects.equals(standing.skip(), skip)) {
            return new AnotherStands(standing);
        }
        return new Accepted(standing, !standing.equals(wish));
    }
}
