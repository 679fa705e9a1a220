package dev.orderflow.simulation;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.order.application.importing.Acceptance;
import dev.orderflow.simulation.ImportFile.Row;
import java.util.List;

/** A retailer brings a file of old invoices, whose products the shop does not know. */
final class ImportErrand implements Errand {
    private static final Row SERVED = Row.of("701", "X1", 1, "21");
    private static final Row ALSO_SERVED = Row.of("703", "Y1", 2, "22");

    /** Of each product 95 % of what the file asks for come in: for this one there is never enough, whoever is first. */
    private static final Row NOT_SERVED = Row.of("704", "X1", 20, "23");

    private static final ImportFile FILE =
            new ImportFile(List.of(SERVED, Row.withoutCustomer("702", "X1"), ALSO_SERVED, NOT_SERVED));

    private final Simulation simulation;
    private final Request<OrderProcess, Acceptance> uploading;

    ImportErrand(Simulation simulation) {
        this.simulation = simulation;
        uploading = new Request<>((orders, hears) -> simulation.uploads().upload(orders, FILE, hears));
    }

    @Override
    public void pursue() {
        uploading.pursue(simulation.running(OrderProcess.class));
    }

    @Override
    public void sees(DomainEvent event) {}

    @Override
    public boolean isAnswered() {
        return uploading.answer() != null;
    }

    /** What became of each row, the import's own checks have looked at. */
    @Override
    public Ending ending() {
        Errand.require(
                uploading.answer() instanceof Acceptance.Accepted accepted
                        && simulation.journals().imports().hasStarted(accepted.importId()),
                "the file was not accepted: " + uploading.answer());
        Errand.require(
                simulation.journals().orders().size() == 3,
                "orders: " + simulation.journals().orders().keySet());
        Errand.require(ending(SERVED) == Ending.COMPLETED, SERVED + " ended " + ending(SERVED));
        Errand.require(ending(ALSO_SERVED) == Ending.COMPLETED, ALSO_SERVED + " ended " + ending(ALSO_SERVED));
        Errand.require(ending(NOT_SERVED) == Ending.OUT_OF_STOCK, NOT_SERVED + " ended " + ending(NOT_SERVED));
        return Ending.IMPORTED;
    }

    private Ending ending(Row row) {
        String orderId = row.orderId();
        Journals.OrderFacts order = simulation.journals().order(orderId);
        return order == null
                ? Ending.OPEN
                : Ending.of(order, !simulation.gateway().chargesOf(orderId).isEmpty());
    }
}
