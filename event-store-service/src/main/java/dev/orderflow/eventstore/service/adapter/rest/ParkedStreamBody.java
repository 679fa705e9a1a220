package dev.orderflow.eventstore.service.adapter.rest;

import dev.orderflow.eventstore.consumer.ParkedStreams.ParkedStream;
import dev.orderflow.eventstore.consumer.ParkedStreams.PastWish;
import dev.orderflow.eventstore.consumer.Positions.Kind;
import dev.orderflow.eventstore.consumer.Redrives.End;
import dev.orderflow.eventstore.consumer.Redrives.Skip;
import dev.orderflow.eventstore.consumer.Redrives.Wish;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A parked stream; what is null is left out.
 *
 * @param id of application and stream: several may have parked the same one
 * @param ageSeconds since it was parked
 * @param depth commits that wait, at most 1,000 are counted
 * @param alarm whether somebody has to look after it
 * @param redrive what an operator wished and is not done with yet
 */
record ParkedStreamBody(
        String id,
        String application,
        String streamId,
        Kind kind,
        String cause,
        long atVersion,
        Instant since,
        long seen,
        long ageSeconds,
        int depth,
        boolean alarm,
        @Nullable RedriveBody redrive) {

    static ParkedStreamBody of(ParkedStream parked, int depth, boolean alarm, @Nullable Wish wish, Instant now) {
        return new ParkedStreamBody(
                ParkedStreamId.text(parked.application(), parked.stream()),
                parked.application(),
                parked.stream().toString(),
                parked.parking().kind(),
                parked.parking().cause(),
                parked.parking().atVersion(),
                parked.parking().since(),
                parked.seen(),
                Math.max(0, Duration.between(parked.parking().since(), now).toSeconds()),
                depth,
                alarm,
                wish == null ? null : RedriveBody.of(wish));
    }

    /** @param skippedAt when the commit was left out; null where that has not begun */
    record RedriveBody(
            String requestedBy,
            Instant requestedAt,
            @Nullable Skip skip,
            @Nullable Instant skippedAt) {
        static RedriveBody of(Wish wish) {
            return new RedriveBody(wish.by(), wish.at(), wish.skip(), wish.skippedAt());
        }
    }

    record PastRedriveBody(
            String requestedBy,
            Instant requestedAt,
            @Nullable Skip skip,
            @Nullable Instant skippedAt,
            End outcome,
            long seen,
            String detail,
            Instant endedAt) {
        static PastRedriveBody of(PastWish past) {
            return new PastRedriveBody(
                    past.wish().by(),
                    past.wish().at(),
                    past.wish().skip(),
                    past.wish().skippedAt(),
                    past.done().end(),
                    past.done().seen(),
                    past.done().detail(),
                    past.done().at());
        }
    }
}
