package dev.orderflow.eventstore.service.adapter.rest;

import dev.orderflow.eventstore.consumer.Redrives.Skip;
import dev.orderflow.eventstore.service.adapter.rest.ParkedStreamBody.RedriveBody;
import dev.orderflow.eventstore.service.application.parked.RedriveDesk;
import dev.orderflow.eventstore.service.application.parked.RedriveDesk.Accepted;
import dev.orderflow.eventstore.service.application.parked.RedriveDesk.AnotherStands;
import dev.orderflow.eventstore.service.application.parked.RedriveDesk.NotParked;
import dev.orderflow.eventstore.service.application.parked.RedriveDesk.NotThePoison;
import dev.orderflow.eventstore.service.application.parked.RedriveDesk.WaitsForMissing;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemType;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiresScope(Scopes.OPERATIONS)
class RedriveController {
    private static final ProblemType WAITS_FOR_MISSING =
            new ProblemType("stream-waits-for-missing", 409, "The stream waits for a commit that has not arrived");
    private static final ProblemType NOT_THE_POISON =
            new ProblemType("not-the-poisonous-version", 409, "The stream is parked at another version");
    private static final ProblemType REDRIVE_UNDER_WAY =
            new ProblemType("redrive-under-way", 409, "Another redrive of the stream is not done with yet");

    /** The service that owns the stream looks every two seconds. */
    private static final String RETRY_AFTER = "2";

    private final RedriveDesk desk;

    RedriveController(RedriveDesk desk) {
        this.desk = desk;
    }

    /** @param skip the one commit to be left out; null where everything is to be applied */
    record RedriveRequest(@Nullable @Valid SkipRequest skip) {}

    record SkipRequest(
            long version,

            @Size(min = 1, max = 500) @Pattern(regexp = ".*\\S.*", message = "must not be blank")
            String reason) {}

    @PostMapping(path = "/v1/parked-streams/{id}/redrive", produces = "application/json")
    ResponseEntity<RedriveBody> redrive(
            @PathVariable String id, @RequestBody(required = false) @Nullable RedriveRequest body, Caller caller) {
        ParkedStreamId named = ParkedStreamId.parse(id);
        SkipRequest wanted = body == null ? null : body.skip();
        Skip skip = wanted == null ? null : new Skip(wanted.version(), wanted.reason());
        return switch (desk.wish(named.application(), named.stream(), caller.subject(), skip)) {
            case Accepted(var wish, boolean replayed) -> {
                ResponseEntity.BodyBuilder answer = ResponseEntity.accepted()
                        .location(URI.create("/v1/parked-streams/" + id))
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
                yield (replayed ? answer.header("Idempotent-Replayed", "true") : answer).body(RedriveBody.of(wish));
            }
            case NotParked _ -> throw ParkedStreamId.nothing();
            case WaitsForMissing(long version) ->
                throw new ProblemException(
                        WAITS_FOR_MISSING,
                        "Nothing was done: version " + version + " of " + named.stream()
                                + " has not arrived. The stream goes on by itself when it does; it cannot be skipped.");
            case NotThePoison(long atVersion) ->
                throw new ProblemException(
                        NOT_THE_POISON,
                        "Nothing was done: " + named.stream() + " is parked at version " + atVersion
                                + ", and only that one can be skipped.");
            case AnotherStands(var wish) ->
                throw new ProblemException(
                        REDRIVE_UNDER_WAY,
                        "Nothing was done: the redrive that " + wish.by() + " asked for at " + wish.at()
                                + " is not done with yet. See GET /v1/parked-streams/" + id + ".");
        };
    }
}
