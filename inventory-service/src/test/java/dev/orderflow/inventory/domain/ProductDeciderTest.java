package dev.orderflow.inventory.domain;

import static dev.orderflow.eventstore.testing.DeciderSpecification.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.Money;
import dev.orderflow.events.ProductEvent;
import dev.orderflow.events.ProductEvent.ProductDescribed;
import dev.orderflow.events.ProductEvent.ProductListed;
import dev.orderflow.events.ProductEvent.ProductPriced;
import dev.orderflow.eventstore.testing.DeciderSpecification;
import dev.orderflow.inventory.domain.ProductCommand.ListProduct;
import dev.orderflow.inventory.domain.ProductCommand.ReviseProduct;
import org.junit.jupiter.api.Test;

class ProductDeciderTest {
    private static final Money POUND = new Money(100, "GBP");
    private static final Money TWO_POUNDS = new Money(200, "GBP");
    private static final ProductEvent LISTED = new ProductListed("mug", "A mug", POUND);

    @Test
    void lists_a_new_product() {
        product().when(new ListProduct("mug", "A mug", POUND)).then(LISTED);
    }

    @Test
    void listing_never_changes_what_is_there() {
        product(LISTED).when(new ListProduct("mug", "A mug", POUND)).thenAlreadyDone();
        product(LISTED)
                .when(new ListProduct("mug", "A mug", TWO_POUNDS))
                .thenRefused(new ProductRefusal.ProductListedOtherwise("mug"));
    }

    @Test
    void states_only_what_changed() {
        product(LISTED).when(new ReviseProduct("mug", "A cup", POUND)).then(new ProductDescribed("mug", "A cup"));
        product(LISTED).when(new ReviseProduct("mug", "A mug", TWO_POUNDS)).then(new ProductPriced("mug", TWO_POUNDS));
        product(LISTED)
                .when(new ReviseProduct("mug", "A cup", TWO_POUNDS))
                .then(new ProductDescribed("mug", "A cup"), new ProductPriced("mug", TWO_POUNDS));
        product(LISTED).when(new ReviseProduct("mug", "A mug", POUND)).thenAlreadyDone();
    }

    @Test
    void revises_what_is_there_now_not_what_was_first_listed() {
        product(LISTED, new ProductDescribed("mug", "A cup"), new ProductPriced("mug", TWO_POUNDS))
                .when(new ReviseProduct("mug", "A mug", POUND))
                .then(new ProductDescribed("mug", "A mug"), new ProductPriced("mug", POUND));
    }

    @Test
    void cannot_revise_what_is_not_listed() {
        product()
                .when(new ReviseProduct("mug", "A mug", POUND))
                .thenRefused(new ProductRefusal.ProductNotListed("mug"));
    }

    @Test
    void fails_loudly_on_what_cannot_follow() {
        assertThatThrownBy(() -> product(LISTED, LISTED).state()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> product(new ProductDescribed("mug", "A cup")).state())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> product(new ProductPriced("mug", POUND)).state())
                .isInstanceOf(IllegalStateException.class);
    }

    private static DeciderSpecification<ProductCommand, Product, ProductEvent, ProductRefusal> product(
            ProductEvent... history) {
        return given(new ProductDecider(), history);
    }
}
