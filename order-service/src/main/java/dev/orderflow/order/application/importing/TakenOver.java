package dev.orderflow.order.application.importing;

import dev.orderflow.events.ImportEvent.DerivedProduct;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.order.application.catalogue.Catalogue;
import dev.orderflow.order.domain.importing.ImportIds;
import java.util.List;

/** Whether inventory has taken over what an import derived, as far as this service can see. */
public final class TakenOver {
    public static final ViewDefinition<StockReceipt> RECEIPTS =
            new ViewDefinition<>("import-stock-receipts", StockReceipt.class, List.of());

    private final Views<StockReceipt> receipts;
    private final Catalogue catalogue;

    public TakenOver(Views<StockReceipt> receipts, Catalogue catalogue) {
        this.receipts = receipts;
        this.catalogue = catalogue;
    }

    /** Inventory states a receipt for every part, be it of nothing, after it has listed the part's products. */
    boolean has(String importId, int part, List<DerivedProduct> products) {
        List<String> skus = products.stream().map(DerivedProduct::sku).toList();
        return receipts.find(ImportIds.receiptId(importId, part)).isPresent()
                && catalogue.find(skus).size() == skus.size();
    }
}
