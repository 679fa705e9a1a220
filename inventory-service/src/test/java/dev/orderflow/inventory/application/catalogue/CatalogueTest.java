package dev.orderflow.inventory.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.ImportEvent.AssortmentDerived;
import dev.orderflow.events.ImportEvent.DerivedProduct;
import dev.orderflow.events.ImportEvent.ImportStarted;
import dev.orderflow.events.Money;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent.StockReceived;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.inventory.application.InventoryWorld;
import dev.orderflow.inventory.domain.ProductCommand.ListProduct;
import dev.orderflow.inventory.domain.ProductCommand.ReviseProduct;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final StreamId IMPORT = new StreamId("import", "i1");
    private static final Money TWO_POUNDS = new Money(200, "GBP");

    private final InventoryWorld world = new InventoryWorld();
    private final WhenAssortmentDerivedThenListProductsAndReceiveStock automation =
            new WhenAssortmentDerivedThenListProductsAndReceiveStock(world.catalogue, world.warehouse, 4);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void an_import_lists_its_products_and_opens_their_stock_however_often_it_says_so() {
        AssortmentDerived derived = new AssortmentDerived(
                "i1",
                1,
                2,
                List.of(
                        new DerivedProduct("mug", "A mug", InventoryWorld.POUND, 5),
                        new DerivedProduct("lamp", "A lamp", InventoryWorld.POUND, 0)));
        for (int i = 0; i < 2; i++) {
            automation.apply(
                    IMPORT,
                    List.of(InventoryWorld.commit(
                            IMPORT, 1, new ImportStarted("i1", "op", "s3", "d", 2, true, true), derived)));
        }

        assertThat(world.catalogue.isListed("mug")).isTrue();
        assertThat(world.catalogue.isListed("lamp")).isTrue();
        assertThat(world.stored.load(new StreamId("product", "mug"))).hasSize(1);
        assertThat(world.warehouseEvents())
                .containsExactly(new StockReceived(
                        "i1-1", List.of(new SkuQuantity("mug", 5)), "Opening stock of import i1, part 1 of 2"));
        assertThat(world.warehouseCommits().getFirst().metadata().correlationId())
                .isEqualTo("request-1");
    }

    @Test
    void a_part_without_stock_is_answered_too() {
        automation.apply(
                IMPORT, List.of(InventoryWorld.commit(IMPORT, 1, new AssortmentDerived("i1", 2, 2, List.of()))));
        assertThat(world.warehouseEvents())
                .containsExactly(new StockReceived("i1-2", List.of(), "Opening stock of import i1, part 2 of 2"));
    }

    @Test
    void an_import_never_changes_a_product_that_somebody_listed_before() {
        world.catalogue.list(new ListProduct("mug", "Our best mug", TWO_POUNDS), InventoryWorld.CAUSE);
        automation.apply(
                IMPORT,
                List.of(InventoryWorld.commit(
                        IMPORT,
                        1,
                        new AssortmentDerived(
                                "i1", 1, 1, List.of(new DerivedProduct("mug", "A mug", InventoryWorld.POUND, 5))))));
        assertThat(projected(Integer.MAX_VALUE).find("mug"))
                .contains(new View<>("mug", 1, new ProductItem("mug", "Our best mug", TWO_POUNDS)));
    }

    @Test
    void is_revised_only_at_the_version_that_was_read() {
        world.catalogue.list(new ListProduct("mug", "A mug", InventoryWorld.POUND), InventoryWorld.CAUSE);
        ReviseProduct revise = new ReviseProduct("mug", "A cup", TWO_POUNDS);
        assertThat(world.catalogue.revise(revise, 2, InventoryWorld.CAUSE)).isInstanceOf(Outcome.Stale.class);
        assertThat(world.catalogue.revise(revise, 1, InventoryWorld.CAUSE).version())
                .isEqualTo(3);
        assertThat(world.catalogue.listNew(new ListProduct("mug", "A cup", TWO_POUNDS), InventoryWorld.CAUSE))
                .isInstanceOf(Outcome.Stale.class);
    }

    @Test
    void the_read_model_follows_and_takes_every_event_twice() {
        world.catalogue.list(new ListProduct("mug", "A mug", InventoryWorld.POUND), InventoryWorld.CAUSE);
        world.catalogue.revise(new ReviseProduct("mug", "A cup", TWO_POUNDS), 1, InventoryWorld.CAUSE);
        View<ProductItem> expected = new View<>("mug", 3, new ProductItem("mug", "A cup", TWO_POUNDS));
        assertThat(projected(1).find("mug")).contains(expected);
        assertThat(projected(Integer.MAX_VALUE).find("mug")).contains(expected);
        assertThat(projected(1)
                        .query(Views.Query.all(ProductProjection.BY_SKU, ProductProjection.ALL, 10))
                        .items())
                .containsExactly(expected);
    }

    /** The read model of the product streams, fed so many commits at a time, each time twice. */
    private Views<ProductItem> projected(int atATime) {
        Views<ProductItem> views = new InMemoryViewStore().create(ProductProjection.DEFINITION);
        ProductProjection projection = new ProductProjection(views);
        StreamId stream = new StreamId("product", "mug");
        var commits =
                world.stored.load(stream).stream().map(StoredCommit::commit).toList();
        for (int from = 0; from < commits.size(); from += Math.min(atATime, commits.size())) {
            for (int twice = 0; twice < 2; twice++) {
                projection.apply(
                        stream,
                        commits.subList(from, Math.min(commits.size(), from + Math.min(atATime, commits.size()))));
            }
        }
        return views;
    }
}
