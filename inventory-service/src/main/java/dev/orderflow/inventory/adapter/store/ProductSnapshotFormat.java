package dev.orderflow.inventory.adapter.store;

import dev.orderflow.events.Money;
import dev.orderflow.eventstore.snapshot.SnapshotFormat;
import dev.orderflow.inventory.domain.Product;
import tools.jackson.databind.json.JsonMapper;

/** A product as JSON. */
public final class ProductSnapshotFormat implements SnapshotFormat<Product> {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** To be raised whenever {@link Stored} changes; the journal is then folded from its start once. */
    @Override
    public String schema() {
        return "product-1";
    }

    @Override
    public byte[] write(Product product) {
        return switch (product) {
            case Product.Unlisted unlisted -> throw new IllegalArgumentException("Nothing to keep");
            case Product.Listed(var description, var unitPrice) ->
                JSON.writeValueAsBytes(new Stored(description, unitPrice));
        };
    }

    @Override
    public Product read(byte[] bytes) {
        Stored stored = JSON.readValue(bytes, Stored.class);
        return new Product.Listed(stored.description(), stored.unitPrice());
    }

    private record Stored(String description, Money unitPrice) {}
}
