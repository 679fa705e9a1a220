package dev.orderflow.order.application.catalogue;

import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.Views;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The products that can be ordered, as this service's own read model has them. */
public final class Catalogue {
    public static final ViewDefinition<CatalogueEntry> VIEW =
            new ViewDefinition<>("catalogue", CatalogueEntry.class, List.of());

    /** What a read model looks up in one call at most. */
    private static final int AT_ONCE = 1_000;

    private final Views<CatalogueEntry> entries;

    public Catalogue(Views<CatalogueEntry> entries) {
        this.entries = entries;
    }

    /** Those of the products that exist, by SKU. */
    public Map<String, CatalogueEntry> find(Collection<String> skus) {
        List<String> asked = new ArrayList<>(skus);
        Map<String, CatalogueEntry> found = new HashMap<>();
        for (int from = 0; from < asked.size(); from += AT_ONCE) {
            List<String> part = asked.subList(from, Math.min(from + AT_ONCE, asked.size()));
            entries.findAll(part).forEach((sku, view) -> found.put(sku, view.value()));
        }
        return found;
    }
}
