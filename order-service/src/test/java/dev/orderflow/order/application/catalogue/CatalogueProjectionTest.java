package dev.orderflow.order.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.Money;
import dev.orderflow.events.ProductEvent.ProductDescribed;
import dev.orderflow.events.ProductEvent.ProductListed;
import dev.orderflow.events.ProductEvent.ProductPriced;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.UnknownEvent;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogueProjectionTest {
    private static final StreamId MUG = new StreamId("product", "mug");
    private static final List<Commit> LIFE = List.of(
            commit(1, new ProductListed("mug", "A mug", new Money(500, "GBP"))),
            commit(2, new ProductPriced("mug", new Money(450, "GBP"))),
            commit(3, new UnknownEvent("product.photographed.v1", "{}"), new ProductDescribed("mug", "A blue mug")));
    private static final View<CatalogueEntry> MUG_TODAY =
            new View<>("mug", 4, new CatalogueEntry("mug", "A blue mug", new Money(450, "GBP")));

    private final Views<CatalogueEntry> views = new InMemoryViewStore().create(Catalogue.VIEW);
    private final CatalogueProjection projection = new CatalogueProjection(views);

    @Test
    void follows_a_product() {
        projection.apply(MUG, LIFE);

        assertThat(views.find("mug")).contains(MUG_TODAY);
    }

    @Test
    void counts_every_event_once_when_all_come_twice() {
        LIFE.forEach(commit -> {
            projection.apply(MUG, List.of(commit));
            projection.apply(MUG, List.of(commit));
        });
        projection.apply(MUG, LIFE);

        assertThat(views.find("mug")).contains(MUG_TODAY);
    }

    @Test
    void refuses_a_product_that_changes_before_it_is_listed() {
        assertThatThrownBy(() ->
                        projection.apply(MUG, List.of(commit(1, new ProductPriced("mug", new Money(450, "GBP"))))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void finds_more_products_than_one_call_takes() {
        List<String> skus = IntStream.range(0, 1_500).mapToObj(i -> "sku-" + i).toList();
        skus.forEach(sku -> views.save(new View<>(sku, 1, new CatalogueEntry(sku, "Thing", new Money(1, "GBP"))), 0));

        Map<String, CatalogueEntry> found = new Catalogue(views).find(skus);

        assertThat(found).hasSize(1_500).containsKeys("sku-0", "sku-999", "sku-1000", "sku-1499");
    }

    private static Commit commit(long version, DomainEvent... events) {
        return new Commit(
                MUG,
                version,
                List.of(events),
                new CommitMetadata("c" + version, Instant.EPOCH, "inventory-0", "r-1", "r-1", null));
    }
}
