package dev.orderflow.inventory.application.catalogue;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.ProductEvent;
import dev.orderflow.events.ProductEvent.ProductDescribed;
import dev.orderflow.events.ProductEvent.ProductListed;
import dev.orderflow.events.ProductEvent.ProductPriced;
import dev.orderflow.eventstore.view.StreamProjection;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import dev.orderflow.eventstore.view.Views;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The catalogue as people browse it. */
public final class ProductProjection extends StreamProjection<ProductItem> {
    /** As operators name it. */
    public static final String READ_MODEL = "products";

    /** Every product in one partition: a catalogue changes far less often than the 1,000 writes/s that one takes. */
    public static final String ALL = "all";

    public static final String BY_SKU = "by-sku";
    public static final ViewDefinition<ProductItem> DEFINITION = new ViewDefinition<>(
            "products", ProductItem.class, List.of(new Index<>(BY_SKU, product -> new IndexKey(ALL, product.sku()))));

    public ProductProjection(Views<ProductItem> views) {
        super("products", "product", views);
    }

    @Override
    protected @Nullable ProductItem evolve(@Nullable ProductItem product, DomainEvent event, Context context) {
        return event instanceof ProductEvent productEvent ? evolve(product, productEvent) : product;
    }

    private static ProductItem evolve(@Nullable ProductItem product, ProductEvent event) {
        return switch (event) {
            case ProductListed(var sku, var description, var unitPrice) -> new ProductItem(sku, description, unitPrice);
            case ProductDescribed(var sku, var description) ->
                new ProductItem(sku, description, listed(product, event).unitPrice());
            case ProductPriced(var sku, var unitPrice) ->
                new ProductItem(sku, listed(product, event).description(), unitPrice);
        };
    }

    private static ProductItem listed(@Nullable ProductItem product, ProductEvent event) {
        if (product == null) {
            throw new IllegalStateException(event + " cannot come before the product is listed");
        }
        return product;
    }
}
