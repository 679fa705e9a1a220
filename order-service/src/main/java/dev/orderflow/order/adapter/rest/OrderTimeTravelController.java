package dev.orderflow.order.adapter.rest;

import dev.orderflow.events.Commit;
import dev.orderflow.order.application.summary.OrderReader;
import dev.orderflow.order.application.summary.OrderTimeTravel;
import dev.orderflow.order.application.summary.OrderTimeTravel.Past;
import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import dev.orderflow.web.read.ETags;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** An order as it was: read from its journal, so it is what happened and never changes any more. */
@RestController
@RequiresScope(Scopes.ORDERS_READ)
class OrderTimeTravelController {
    private static final String ONE_OR_MORE = "must be 1 or more";

    private final OrderReader reader;
    private final OrderTimeTravel timeTravel;
    private final JsonMapper json;

    OrderTimeTravelController(OrderReader reader, OrderTimeTravel timeTravel, JsonMapper json) {
        this.reader = reader;
        this.timeTravel = timeTravel;
        this.json = json;
    }

    @GetMapping(path = "/v1/orders/{orderId}", params = "version", produces = "application/json")
    ResponseEntity<OrderBody> atVersion(
            @PathVariable String orderId,
            @RequestParam @Min(value = 1, message = ONE_OR_MORE) long version,
            @RequestParam(required = false) @Nullable Instant asOf,
            Caller caller) {
        if (asOf != null) {
            throw new ProblemException(
                    ProblemTypes.INVALID_REQUEST,
                    "Correct what is named in errors.",
                    List.of(InputError.parameter("asOf", "cannot be asked for together with version")));
        }
        return answer(at(history(orderId, caller), version));
    }

    @GetMapping(
            path = "/v1/orders/{orderId}",
            params = {"asOf", "!version"},
            produces = "application/json")
    ResponseEntity<OrderBody> asOf(@PathVariable String orderId, @RequestParam Instant asOf, Caller caller) {
        return answer(timeTravel
                .asOf(history(orderId, caller), asOf)
                .orElseThrow(() ->
                        new ProblemException(ProblemTypes.NOT_FOUND, "The order was not there yet at " + asOf + ".")));
    }

    @GetMapping(path = "/v1/orders/{orderId}/diff", produces = "application/json")
    ResponseEntity<OrderDiffBody> diff(
            @PathVariable String orderId,
            @RequestParam @Min(value = 1, message = ONE_OR_MORE) long from,
            @RequestParam @Min(value = 1, message = ONE_OR_MORE) long to,
            Caller caller) {
        List<Commit> history = history(orderId, caller);
        return ResponseEntity.ok(OrderDiffBody.of(
                orderId, from, to, json.valueToTree(body(at(history, from))), json.valueToTree(body(at(history, to)))));
    }

    private List<Commit> history(String orderId, Caller caller) {
        List<Commit> history = reader.history(orderId, Requesters.of(caller));
        if (history.isEmpty()) {
            throw OrderProblems.notFound();
        }
        return history;
    }

    private Past at(List<Commit> history, long version) {
        return timeTravel
                .atVersion(history, version)
                .orElseThrow(() -> new ProblemException(
                        ProblemTypes.NOT_FOUND,
                        "The order has come to version " + history.getLast().lastVersion() + ", not yet to " + version
                                + "."));
    }

    private static ResponseEntity<OrderBody> answer(Past past) {
        return ResponseEntity.ok().eTag(ETags.of(past.summary().version())).body(body(past));
    }

    private static OrderBody body(Past past) {
        return OrderBody.of(past.summary(), past.content());
    }
}
