package dev.orderflow.eventstore.service.adapter.rest;

import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.consumer.ParkedStreams.ParkedStream;
import dev.orderflow.eventstore.consumer.ParkedStreams.PastWish;
import dev.orderflow.eventstore.service.adapter.ParkedProperties;
import dev.orderflow.eventstore.service.adapter.rest.ParkedStreamBody.PastRedriveBody;
import dev.orderflow.eventstore.service.application.parked.ParkedCensus;
import dev.orderflow.eventstore.spring.MachineClock;
import dev.orderflow.web.read.ItemList;
import dev.orderflow.web.read.PageRequest;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiresScope(Scopes.OPERATIONS)
class ParkedStreamsController {
    /** Past this nobody needs the exact number, and counting costs as much as reading. */
    private static final int COUNT_AT_MOST = 1_000;

    /** Of a stream that was redriven more often, the latest tell enough. */
    private static final int PAST_AT_MOST = 50;

    private final ParkedStreams parkedStreams;
    private final ParkedProperties properties;
    private final InstantSource clock;

    ParkedStreamsController(ParkedStreams parkedStreams, ParkedProperties properties, MachineClock clock) {
        this.parkedStreams = parkedStreams;
        this.properties = properties;
        this.clock = clock.source();
    }

    @GetMapping(path = "/v1/parked-streams", produces = "application/json")
    ResponseEntity<ItemList<ParkedStreamBody>> parked(PageRequest request) {
        ParkedStreams.Page page = parkedStreams.list(request.limit(), request.cursor());
        return ItemList.of(page.items().stream().map(this::shown).toList(), page.next());
    }

    /** What was parked once and goes on again is shown by its history alone. */
    @GetMapping(path = "/v1/parked-streams/{id}", produces = "application/json")
    ParkedDetails one(@PathVariable String id) {
        ParkedStreamId named = ParkedStreamId.parse(id);
        // In this order: a wish that is not open any more has left its trace, and one that is open tells of a stream
        // that
        // goes on at this very moment.
        boolean wished =
                parkedStreams.wished(named.application(), named.stream()).isPresent();
        List<ParkedStreamBody> now = parkedStreams.find(named.application(), named.stream()).stream()
                .map(this::shown)
                .toList();
        List<PastWish> past = parkedStreams.history(named.application(), named.stream(), PAST_AT_MOST);
        if (past.isEmpty() && now.isEmpty() && !wished) {
            throw ParkedStreamId.nothing();
        }
        return new ParkedDetails(
                id, !now.isEmpty(), now, past.stream().map(PastRedriveBody::of).toList());
    }

    /** @param current what is parked now, one or none */
    record ParkedDetails(String id, boolean parked, List<ParkedStreamBody> current, List<PastRedriveBody> redrives) {}

    private ParkedStreamBody shown(ParkedStream parked) {
        Instant now = clock.instant();
        return ParkedStreamBody.of(
                parked,
                parkedStreams.waiting(parked.application(), parked.stream(), COUNT_AT_MOST),
                ParkedCensus.calls(parked, now, properties.gapsCallAfter()),
                parkedStreams.wished(parked.application(), parked.stream()).orElse(null),
                now);
    }
}
