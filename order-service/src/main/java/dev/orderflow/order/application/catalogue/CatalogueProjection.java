package dev.orderflow.order.application.catalogue;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.ProductEvent;
import dev.orderflow.events.ProductEvent.ProductDescribed;
import dev.orderflow.events.ProductEvent.ProductListed;
import dev.orderflow.events.ProductEvent.ProductPriced;
import dev.orderflow.eventstore.view.StreamProjection;
import dev.orderflow.eventstore.view.Views;
import org.jspecify.annotations.Nullable;

/** Keeps {@link Catalogue} as inventory's product journals say. */
public final class CatalogueProjection extends StreamProjection<CatalogueEntry> {

    public CatalogueProjection(Views<CatalogueEntry> views) {
        super("catalogue", "product", views);
    }

    @Override
    protected @Nullable CatalogueEntry evolve(@Nullable CatalogueEntry entry, DomainEvent event, Context context) {
        // A newer inventory may report what this build does not know yet: it changes nothing here.
        return event instanceof ProductEvent known ? evolve(entry, known) : entry;
    }

    private static CatalogueEntry evolve(@Nullable CatalogueEntry entry, ProductEvent event) {
        return switch (event) {
            case ProductListed listed -> new CatalogueEntry(listed.sku(), listed.description(), listed.unitPrice());
            case ProductDescribed described -> {
                CatalogueEntry before = listed(entry, event);
                yield new CatalogueEntry(before.sku(), described.description(), before.unitPrice());
            }
            case ProductPriced priced -> {
                CatalogueEntry before = listed(entry, event);
                yield new CatalogueEntry(before.sku(), before.description(), priced.unitPrice());
            }
        };
    }

    private static CatalogueEntry listed(@Nullable CatalogueEntry entry, ProductEvent event) {
        if (entry == null) {
            throw new IllegalStateException("Product " + event.sku() + " changed before it was listed");
        }
        return entry;
    }
}
