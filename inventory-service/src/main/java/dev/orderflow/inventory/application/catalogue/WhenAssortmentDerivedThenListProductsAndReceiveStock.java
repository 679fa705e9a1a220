package dev.orderflow.inventory.application.catalogue;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.ImportEvent.AssortmentDerived;
import dev.orderflow.events.ImportEvent.DerivedProduct;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.eventstore.decision.Traced;
import dev.orderflow.inventory.application.Concurrently;
import dev.orderflow.inventory.application.warehouse.WarehouseWriter;
import dev.orderflow.inventory.domain.Product;
import dev.orderflow.inventory.domain.ProductCommand.ListProduct;
import dev.orderflow.inventory.domain.ProductRefusal;
import dev.orderflow.inventory.domain.Warehouse;
import dev.orderflow.inventory.domain.WarehouseCommand.ReceiveStock;
import dev.orderflow.inventory.domain.WarehouseRefusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over what an import derived from its file. Products that the catalogue has stay as they are. The receipt is
 * stated in any case, be it of nothing, because the import waits for it before it places orders.
 */
public final class WhenAssortmentDerivedThenListProductsAndReceiveStock implements Subscriber {
    private static final Logger log =
            LoggerFactory.getLogger(WhenAssortmentDerivedThenListProductsAndReceiveStock.class);

    private final Catalogue catalogue;
    private final WarehouseWriter warehouse;
    private final int listingsAtOnce;

    public WhenAssortmentDerivedThenListProductsAndReceiveStock(
            Catalogue catalogue, WarehouseWriter warehouse, int listingsAtOnce) {
        this.catalogue = catalogue;
        this.warehouse = warehouse;
        this.listingsAtOnce = listingsAtOnce;
    }

    @Override
    public String name() {
        return "when-assortment-derived-then-list-products-and-receive-stock";
    }

    @Override
    public boolean wants(String category) {
        return category.equals("import");
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        for (Commit commit : commits) {
            for (DomainEvent event : commit.events()) {
                if (event instanceof AssortmentDerived derived) {
                    Traced.run(name(), Cause.of(commit), cause -> takeOver(derived, cause));
                }
            }
        }
    }

    private void takeOver(AssortmentDerived derived, Cause cause) {
        Concurrently.forEach(derived.products(), listingsAtOnce, product -> list(product, cause));
        String receiptId = receiptId(derived);
        ReceiveStock receive = new ReceiveStock(
                receiptId,
                openingStock(derived),
                "Opening stock of import " + derived.importId() + ", part " + derived.part() + " of "
                        + derived.parts());
        if (warehouse.execute(receive, cause) instanceof Outcome.Refused<Warehouse, WarehouseRefusal> refused) {
            throw new IllegalStateException("Cannot receive " + receiptId + ": " + refused.refusal());
        }
        log.info(
                "Took over part {} of {} of import {}: {} products, {} of them with stock",
                derived.part(),
                derived.parts(),
                derived.importId(),
                derived.products().size(),
                receive.lines().size());
    }

    private void list(DerivedProduct product, Cause cause) {
        Outcome<Product, ProductRefusal> outcome =
                catalogue.list(new ListProduct(product.sku(), product.description(), product.unitPrice()), cause);
        if (outcome instanceof Outcome.Refused<Product, ProductRefusal>) {
            log.debug("{} is in the catalogue already and stays as it is", product.sku());
        }
    }

    /** Follows from the import and the part: the same part twice counts once. */
    static String receiptId(AssortmentDerived derived) {
        return derived.importId() + "-" + derived.part();
    }

    private static List<SkuQuantity> openingStock(AssortmentDerived derived) {
        Map<String, Integer> pieces = new LinkedHashMap<>();
        for (DerivedProduct product : derived.products()) {
            if (product.openingStock() > 0) {
                pieces.merge(product.sku(), product.openingStock(), Math::addExact);
            }
        }
        List<SkuQuantity> lines = new ArrayList<>();
        pieces.forEach((sku, quantity) -> lines.add(new SkuQuantity(sku, quantity)));
        return lines;
    }
}
