package dev.orderflow.eventstore.service.adapter.rest;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.json.Cursors;
import dev.orderflow.eventstore.service.application.history.HistoricEvent;
import dev.orderflow.eventstore.service.application.history.StreamHistory;
import dev.orderflow.eventstore.service.application.history.StreamHistory.Page;
import dev.orderflow.eventstore.service.application.history.StreamHistory.Place;
import dev.orderflow.eventstore.view.InvalidCursorException;
import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import dev.orderflow.web.read.ItemList;
import dev.orderflow.web.read.PageRequest;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiresScope(Scopes.OPERATIONS)
class StreamEventsController {
    private final StreamHistory history;

    StreamEventsController(StreamHistory history) {
        this.history = history;
    }

    @GetMapping(path = "/v1/streams/{streamId}/events", produces = "application/json")
    ResponseEntity<ItemList<HistoricEvent>> events(@PathVariable String streamId, PageRequest request) {
        StreamId stream = parse(streamId);
        List<String> identity = List.of("stream-events", streamId);
        Page page = history.read(stream, place(identity, request.cursor()), request.limit());
        if (page.events().isEmpty() && request.cursor() == null) {
            throw new ProblemException(ProblemTypes.NOT_FOUND, "There is no such stream, or nothing of it came yet.");
        }
        return ItemList.of(page.events(), cursor(identity, page.end()));
    }

    private static StreamId parse(String text) {
        try {
            return StreamId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemTypes.INVALID_REQUEST,
                    "Correct what is named in errors.",
                    List.of(InputError.parameter(
                            "streamId",
                            "must be a category of lower-case letters, a hyphen and a key, such as order-7f3c")));
        }
    }

    private static Place place(List<String> identity, @Nullable String cursor) {
        if (cursor == null) {
            return Place.START;
        }
        List<String> end = Cursors.read(identity, cursor, 2);
        try {
            return new Place(Long.parseLong(end.get(0)), Long.parseLong(end.get(1)));
        } catch (NumberFormatException e) {
            throw new InvalidCursorException();
        }
    }

    private static @Nullable String cursor(List<String> identity, @Nullable Place end) {
        return end == null
                ? null
                : Cursors.write(identity, List.of(Long.toString(end.commit()), Long.toString(end.version())));
    }
}
