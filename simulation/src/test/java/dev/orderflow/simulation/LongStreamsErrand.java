package dev.orderflow.simulation;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.Money;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.inventory.domain.Product;
import dev.orderflow.inventory.domain.ProductCommand.ReviseProduct;
import dev.orderflow.inventory.domain.ProductRefusal;
import dev.orderflow.inventory.domain.WarehouseCommand.ReceiveStock;
import java.util.List;

/** A customer orders where streams are so long that they are read from snapshots, and a product is revised once more. */
final class LongStreamsErrand implements Errand {
    /** More than a load reads backwards in one call before it asks for a snapshot. */
    private static final int REVISIONS = 10;

    private static final String SKU = Clients.SKUS.getFirst();

    private final OrderErrand ordering;
    private final Simulation simulation;
    private final Request<InventoryProcess, Outcome<Product, ProductRefusal>> revising;

    LongStreamsErrand(OrderErrand ordering, Simulation simulation) {
        this.ordering = ordering;
        this.simulation = simulation;
        revising = new Request<>((inventory, hears) -> inventory.node().start("revises", () -> {
            try {
                hears.accept(revise(inventory, REVISIONS + 1));
            } catch (RuntimeException e) {
                inventory.node().explain("revising", e);
                hears.accept(null);
            }
        }));
    }

    @Override
    public void prepare(InventoryProcess inventory) {
        inventory.node().start("makes streams long", () -> {
            for (int version = 1; version <= REVISIONS; version++) {
                revise(inventory, version);
            }
            inventory.warehouse.execute(
                    new ReceiveStock("receipt-2", List.of(new SkuQuantity(SKU, 1)), "delivery"), cause());
        });
    }

    private static Outcome<Product, ProductRefusal> revise(InventoryProcess inventory, int version) {
        return inventory.catalogue.revise(
                new ReviseProduct(SKU, "Edition " + version, new Money(250, "GBP")), version, cause());
    }

    private static Cause cause() {
        return Cause.request("revision", null);
    }

    @Override
    public void pursue() {
        revising.pursue(simulation.running(InventoryProcess.class));
        ordering.pursue();
    }

    @Override
    public void sees(DomainEvent event) {
        ordering.sees(event);
    }

    /** Where the reply was lost, the product is at another version already: that is an answer, too. */
    @Override
    public boolean isAnswered() {
        return revising.answer() != null && ordering.isAnswered();
    }

    @Override
    public Ending ending() {
        StreamId product = new StreamId("product", SKU);
        long version = simulation.journals().commits().stream()
                .filter(commit -> commit.streamId().equals(product))
                .count();
        Errand.require(version == REVISIONS + 2, SKU + " is at version " + version);
        return ordering.ending();
    }
}
