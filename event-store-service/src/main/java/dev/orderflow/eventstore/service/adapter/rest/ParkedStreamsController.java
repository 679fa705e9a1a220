package dev.orderflow.eventstore.service.adapter.rest;

import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.consumer.ParkedStreams.ParkedStream;
import dev.orderflow.eventstore.consumer.Positions.Kind;
import dev.orderflow.web.read.ItemList;
import dev.orderflow.web.read.PageRequest;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import java.time.Instant;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiresScope(Scopes.OPERATIONS)
class ParkedStreamsController {
    private final ParkedStreams parkedStreams;

    ParkedStreamsController(ParkedStreams parkedStreams) {
        this.parkedStreams = parkedStreams;
    }

    @GetMapping(path = "/v1/parked-streams", produces = "application/json")
    ResponseEntity<ItemList<ParkedBody>> parked(PageRequest request) {
        ParkedStreams.Page page = parkedStreams.list(request.limit(), request.cursor());
        return ItemList.of(page.items().stream().map(ParkedBody::of).toList(), page.next());
    }

    /** @param id of application and stream: several may have parked the same one */
    record ParkedBody(
            String id, String application, String streamId, Kind kind, String cause, long atVersion, Instant since) {
        static ParkedBody of(ParkedStream parked) {
            return new ParkedBody(
                    parked.application() + "~" + parked.stream(),
                    parked.application(),
                    parked.stream().toString(),
                    parked.parking().kind(),
                    parked.parking().cause(),
                    parked.parking().atVersion(),
                    parked.parking().since());
        }
    }
}
