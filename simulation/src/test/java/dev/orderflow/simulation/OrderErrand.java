package dev.orderflow.simulation;

import dev.orderflow.events.Address;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.order.application.cancelling.Cancellation;
import dev.orderflow.order.application.placing.PlaceOrderRequest;
import dev.orderflow.order.application.placing.Placement;
import java.util.List;

/** A customer orders something, and perhaps changes their mind. */
final class OrderErrand implements Errand {
    private static final int ORDERED_A = 2;
    private static final int ORDERED_B = 1;

    private final Flow flow;
    private final Simulation simulation;
    private final Clients.Ask ask;
    private final Request<OrderProcess, Placement> placing;
    private final Request<OrderProcess, Cancellation> cancelling;
    private boolean changesMind;

    OrderErrand(Flow flow, Simulation simulation) {
        this.flow = flow;
        this.simulation = simulation;
        ask = Clients.Ask.of(new PlaceOrderRequest(
                "ada",
                "key-1",
                List.of(new SkuQuantity("A1", ORDERED_A), new SkuQuantity("B2", ORDERED_B)),
                flow.card(),
                null,
                new Address("ada", "1 High Street", null, flow.city(), "E1", "GB"),
                null));
        placing = new Request<>((orders, hears) -> simulation.clients().place(orders, ask, hears));
        cancelling = new Request<>((orders, hears) -> simulation.clients().cancel(orders, ask, hears));
    }

    @Override
    public void sees(DomainEvent event) {
        changesMind |= event.getClass() == flow.cancelledUpon();
    }

    @Override
    public void pursue() {
        OrderProcess orders = simulation.running(OrderProcess.class);
        placing.pursue(orders);
        if (changesMind) {
            cancelling.pursue(orders);
        }
    }

    @Override
    public boolean isAnswered() {
        return placing.answer() != null && (!changesMind || cancelling.answer() != null);
    }

    @Override
    public Ending ending() {
        Journals.OrderFacts order = simulation.journals().order(ask.orderId());
        Errand.require(
                placing.answer() instanceof Placement.Accepted && order != null,
                "the order was not accepted: " + placing.answer());
        boolean charged = !simulation.gateway().chargesOf(ask.orderId()).isEmpty();
        Ending ending = Ending.of(order, charged);
        // Where the fault took the place of what the customer would have cancelled upon, nobody cancels.
        Ending expected = flow.cancelledUpon() == null || changesMind ? flow.ending() : Ending.COMPLETED;
        Errand.require(ending == expected, "it ended " + ending + ", not " + expected);
        return ending;
    }
}
