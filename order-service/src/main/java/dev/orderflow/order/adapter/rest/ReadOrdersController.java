package dev.orderflow.order.adapter.rest;

import dev.orderflow.events.OrderStatus;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.summary.OrderReader;
import dev.orderflow.order.application.summary.OrderSummaries;
import dev.orderflow.order.application.summary.OrderSummary;
import dev.orderflow.order.domain.Requester;
import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import dev.orderflow.web.read.Answers;
import dev.orderflow.web.read.ItemList;
import dev.orderflow.web.read.PageRequest;
import dev.orderflow.web.read.ReadDemand;
import dev.orderflow.web.read.ReadYourWrites;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiresScope(Scopes.ORDERS_READ)
class ReadOrdersController {
    private static final String CUSTOMER_ID = "[A-Za-z0-9._-]{1,100}";

    /** Times outside of these years are mistakes, and their texts do not compare as the times do. */
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final OrderReader reader;
    private final OrderSummaries summaries;
    private final ReadYourWrites readYourWrites;

    ReadOrdersController(OrderReader reader, OrderSummaries summaries, ReadYourWrites readYourWrites) {
        this.reader = reader;
        this.summaries = summaries;
        this.readYourWrites = readYourWrites;
    }

    @GetMapping(path = "/v1/orders/{orderId}", produces = "application/json")
    ResponseEntity<OrderBody> one(
            @PathVariable String orderId, ReadDemand demand, Caller caller, HttpServletRequest request) {
        Requester requester = Requesters.of(caller);
        return Answers.of(
                request,
                demand,
                readYourWrites.read(
                        OrderSummaries.READ_MODEL, demand, () -> reader.find(orderId, requester), View::version),
                View::version,
                order -> OrderBody.of(order, reader.content(orderId)),
                "order");
    }

    @GetMapping(path = "/v1/orders", produces = "application/json")
    ResponseEntity<ItemList<OrderSummaryBody>> list(
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false)
                    @Nullable
                    @Pattern(regexp = CUSTOMER_ID, message = "must be 1 to 100 letters, digits and . _ -")
                    String customerId,
            PageRequest page,
            Caller caller) {
        if (customerId != null && !caller.isOperator()) {
            throw new ProblemException(
                    ProblemTypes.FORBIDDEN,
                    "Only operators may name a customer. Leave customerId out to list your own orders.");
        }
        refuseInvalid(from, to);
        String whose = caller.isOperator() ? customerId : caller.subject();
        OrderSummaries.Filter filter = new OrderSummaries.Filter(whose, status, from, to);
        var found = summaries.list(filter, page.limit(), page.cursor());
        return ItemList.of(found, (View<OrderSummary> order) -> OrderSummaryBody.of(order));
    }

    private static void refuseInvalid(@Nullable Instant from, @Nullable Instant to) {
        List<InputError> errors = new ArrayList<>();
        refuseOutOfRange("from", from, errors);
        refuseOutOfRange("to", to, errors);
        if (from != null && to != null && to.isBefore(from)) {
            errors.add(InputError.parameter("to", "must not be before from"));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemTypes.INVALID_REQUEST, "Correct what is named in errors.", errors);
        }
    }

    private static void refuseOutOfRange(String name, @Nullable Instant time, List<InputError> errors) {
        if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
            errors.add(InputError.parameter(name, "must be a time in the years 0000 to 9999"));
        }
    }
}
