package dev.orderflow.order.adapter.rest;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.events.codec.EventTypes;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.json.Cursors;
import dev.orderflow.eventstore.view.InvalidCursorException;
import dev.orderflow.order.application.summary.OrderReader;
import dev.orderflow.web.read.ItemList;
import dev.orderflow.web.read.PageRequest;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequiresScope(Scopes.ORDERS_READ)
class OrderEventsController {
    private final OrderReader reader;
    private final CommitCodec codec;

    OrderEventsController(OrderReader reader, CommitCodec codec) {
        this.reader = reader;
        this.codec = codec;
    }

    record EventBody(
            long version,
            String type,
            Instant at,
            JsonNode data,
            String correlationId,
            String causationId,
            @Nullable String traceId) {}

    @GetMapping(path = "/v1/orders/{orderId}/events", produces = "application/json")
    ResponseEntity<ItemList<EventBody>> events(@PathVariable String orderId, PageRequest page, Caller caller) {
        List<Commit> commits = reader.history(orderId, Requesters.of(caller));
        if (commits.isEmpty()) {
            throw OrderProblems.notFound();
        }
        List<String> identity = List.of("order-events", orderId);
        long after = after(identity, page.cursor());
        List<EventBody> following = commits.stream()
                .flatMap(commit -> events(commit).stream())
                .filter(event -> event.version() > after)
                .limit(page.limit() + 1L)
                .toList();
        if (following.size() <= page.limit()) {
            return ItemList.of(following, null);
        }
        List<EventBody> shown = following.subList(0, page.limit());
        return ItemList.of(
                shown,
                Cursors.write(identity, List.of(Long.toString(shown.getLast().version()))));
    }

    private static long after(List<String> identity, @Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        try {
            return Long.parseLong(Cursors.read(identity, cursor, 1).getFirst());
        } catch (NumberFormatException e) {
            throw new InvalidCursorException();
        }
    }

    private List<EventBody> events(Commit commit) {
        List<EventBody> events = new ArrayList<>();
        long version = commit.firstVersion();
        for (DomainEvent event : commit.events()) {
            events.add(new EventBody(
                    version++,
                    EventTypes.nameOf(event),
                    commit.metadata().recordedAt(),
                    codec.data(event),
                    commit.metadata().correlationId(),
                    commit.metadata().causationId(),
                    Cause.traceId(commit.metadata().traceparent())));
        }
        return events;
    }
}
