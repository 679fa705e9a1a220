package dev.orderflow.order.adapter.rest;

import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.fulfilment.SetAsideAnswers;
import dev.orderflow.order.application.summary.OrderReader;
import dev.orderflow.order.application.summary.OrderSummaries;
import dev.orderflow.order.domain.Requester;
import dev.orderflow.web.read.Answers;
import dev.orderflow.web.read.ReadDemand;
import dev.orderflow.web.read.ReadYourWrites;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiresScope(Scopes.ORDERS_READ)
class OrderProcessController {
    private final OrderReader reader;
    private final SetAsideAnswers setAside;
    private final ReadYourWrites readYourWrites;

    OrderProcessController(OrderReader reader, SetAsideAnswers setAside, ReadYourWrites readYourWrites) {
        this.reader = reader;
        this.setAside = setAside;
        this.readYourWrites = readYourWrites;
    }

    @GetMapping(path = "/v1/orders/{orderId}/process", produces = "application/json")
    ResponseEntity<OrderProcessBody> process(
            @PathVariable String orderId, ReadDemand demand, Caller caller, HttpServletRequest request) {
        Requester requester = Requesters.of(caller);
        return Answers.of(
                request,
                demand,
                readYourWrites.read(
                        OrderSummaries.READ_MODEL, demand, () -> reader.find(orderId, requester), View::version),
                View::version,
                order -> OrderProcessBody.of(order, setAside.of(orderId)),
                "order");
    }
}
