package dev.orderflow.inventory.application.catalogue;

import dev.orderflow.events.ProductEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.inventory.domain.Product;
import dev.orderflow.inventory.domain.ProductCommand;
import dev.orderflow.inventory.domain.ProductCommand.ListProduct;
import dev.orderflow.inventory.domain.ProductCommand.ReviseProduct;
import dev.orderflow.inventory.domain.ProductRefusal;
import java.util.OptionalLong;

/** Changes products, each in its own stream. */
public final class Catalogue {
    private final Decisions<ProductCommand, Product, ProductEvent, ProductRefusal> decisions;

    public Catalogue(Decisions<ProductCommand, Product, ProductEvent, ProductRefusal> decisions) {
        this.decisions = decisions;
    }

    /** Adds a product; one that is there already is never changed by this. */
    public Outcome<Product, ProductRefusal> list(ListProduct command, Cause cause) {
        return decisions.executeOnNew(stream(command.sku()), command, cause);
    }

    /** Adds a product only where there never was one; {@link Outcome.Stale} otherwise. */
    public Outcome<Product, ProductRefusal> listNew(ListProduct command, Cause cause) {
        return decisions.execute(stream(command.sku()), command, cause, OptionalLong.of(0));
    }

    /** Changes a product that is at a version; {@link Outcome.Stale} where it is at another. */
    public Outcome<Product, ProductRefusal> revise(ReviseProduct command, long version, Cause cause) {
        return decisions.execute(stream(command.sku()), command, cause, OptionalLong.of(version));
    }

    /** Whether there is such a product, as of now. */
    public boolean isListed(String sku) {
        return decisions.load(stream(sku)).version() > 0;
    }

    private static StreamId stream(String sku) {
        return new StreamId("product", sku);
    }
}
