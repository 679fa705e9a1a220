package dev.orderflow.inventory.domain;

import dev.orderflow.events.ProductEvent;
import dev.orderflow.events.ProductEvent.ProductDescribed;
import dev.orderflow.events.ProductEvent.ProductListed;
import dev.orderflow.events.ProductEvent.ProductPriced;
import dev.orderflow.eventstore.decision.Decider;
import dev.orderflow.eventstore.decision.Decision;
import dev.orderflow.inventory.domain.ProductCommand.ListProduct;
import dev.orderflow.inventory.domain.ProductCommand.ReviseProduct;
import java.util.ArrayList;
import java.util.List;

/** The catalogue's rules: what is put is stated as what changed, and nothing is stated where nothing changed. */
public final class ProductDecider implements Decider<ProductCommand, Product, ProductEvent, ProductRefusal> {
    private static final Product UNLISTED = new Product.Unlisted();

    @Override
    public Product initial() {
        return UNLISTED;
    }

    @Override
    public Decision<ProductEvent, ProductRefusal> decide(ProductCommand command, Product product) {
        return switch (command) {
            case ListProduct list ->
                switch (product) {
                    case Product.Unlisted() ->
                        Decision.accept(new ProductListed(list.sku(), list.description(), list.unitPrice()));
                    case Product.Listed listed ->
                        changes(list, listed).isEmpty()
                                ? Decision.alreadyDone()
                                : Decision.refuse(new ProductRefusal.ProductListedOtherwise(list.sku()));
                };
            case ReviseProduct revise ->
                switch (product) {
                    case Product.Unlisted() -> Decision.refuse(new ProductRefusal.ProductNotListed(revise.sku()));
                    case Product.Listed listed -> Decision.accept(changes(revise, listed));
                };
        };
    }

    @Override
    public Product evolve(Product product, ProductEvent event) {
        return switch (event) {
            case ProductListed(var sku, var description, var unitPrice) ->
                switch (product) {
                    case Product.Unlisted() -> new Product.Listed(description, unitPrice);
                    case Product.Listed listed -> throw impossible(product, event);
                };
            case ProductDescribed(var sku, var description) ->
                switch (product) {
                    case Product.Unlisted() -> throw impossible(product, event);
                    case Product.Listed listed -> new Product.Listed(description, listed.unitPrice());
                };
            case ProductPriced(var sku, var unitPrice) ->
                switch (product) {
                    case Product.Unlisted() -> throw impossible(product, event);
                    case Product.Listed listed -> new Product.Listed(listed.description(), unitPrice);
                };
        };
    }

    private static List<ProductEvent> changes(ProductCommand command, Product.Listed listed) {
        List<ProductEvent> changes = new ArrayList<>();
        if (!command.description().equals(listed.description())) {
            changes.add(new ProductDescribed(command.sku(), command.description()));
        }
        if (!command.unitPrice().equals(listed.unitPrice())) {
            changes.add(new ProductPriced(command.sku(), command.unitPrice()));
        }
        return changes;
    }

    private static IllegalStateException impossible(Product product, ProductEvent event) {
        return new IllegalStateException(event + " cannot follow " + product);
    }
}
