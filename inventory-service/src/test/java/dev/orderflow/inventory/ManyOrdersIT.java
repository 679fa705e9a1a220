package dev.orderflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.ImportEvent.AssortmentDerived;
import dev.orderflow.events.ImportEvent.DerivedProduct;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent.OrderShipmentRequested;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.eventstore.aws.AwsEngines;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.inventory.application.InventoryWorld;
import dev.orderflow.inventory.application.shipping.ShipmentItem;
import dev.orderflow.inventory.application.stock.MovementPage;
import dev.orderflow.inventory.application.stock.StockItem;
import dev.orderflow.inventory.application.stock.StockProjection;
import dev.orderflow.inventory.application.stock.StockRecords;
import dev.orderflow.inventory.application.warehouse.WarehouseWriter;
import dev.orderflow.web.testing.TestIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Orders as large as real ones, all at once, through the stream and the real engines. What it takes is printed and
 * fails nothing; {@code -Dorderflow.test.orders=1400 -Dorderflow.test.products=2800} makes it a month of the retailer's.
 */
class ManyOrdersIT {
    private static final int ORDERS = Integer.getInteger("orderflow.test.orders", 200);
    private static final int LINES = 25;
    private static final int PRODUCTS = Integer.getInteger("orderflow.test.products", 800);
    private static final int PRODUCTS_A_PART = PRODUCTS / 4;
    private static final int PIECES = Math.max(10, ORDERS / 3);
    private static final Duration GENEROUS = Duration.ofMinutes(10);
    private static final Logger log = LoggerFactory.getLogger(ManyOrdersIT.class);

    @Test
    void all_are_answered_once_nothing_is_oversold_and_the_read_model_equals_the_journal() {
        String prefix = TestCommits.unique("many") + "-";
        try (TestIssuer issuer = TestIssuer.start();
                ConfigurableApplicationContext service =
                        LocalInventoryService.start(prefix, issuer, Map.of(), CountingViews.class)) {
            StockRecords stock = service.getBean(StockRecords.class);
            long started = System.nanoTime();
            LocalInventoryService.put(service, List.of(assortment()));
            Await.until(GENEROUS, () -> stock.find(sku(PRODUCTS - 1)).isPresent());
            report(service, "listed and received " + PRODUCTS + " products", started);

            started = System.nanoTime();
            LocalInventoryService.put(service, orders());
            Await.until(GENEROUS, () -> answered(service) == ORDERS);
            report(service, "reserved " + ORDERS + " orders of " + LINES + " lines", started);

            started = System.nanoTime();
            List<String> reserved = reserved(service);
            LocalInventoryService.put(
                    service,
                    reserved.stream()
                            .map(order -> InventoryWorld.orderCommit(order, 2, new OrderShipmentRequested(order, null)))
                            .toList());
            Await.until(GENEROUS, () -> dispatched(service) == reserved.size());
            List<Commit> journal = LocalInventoryService.commits(service);
            long version = journal.getLast().lastVersion();
            Views<ShipmentItem> shipments = shipments(service);
            String last = ((ShipmentDispatched) journal.getLast().events().getLast()).orderId();
            Await.until(GENEROUS, () -> shipments.find(last).isPresent());
            Await.until(GENEROUS, () -> newest(stock) == version);
            report(service, "shipped " + reserved.size() + " of them", started);

            assertThat(LocalInventoryService.events(service))
                    .extracting(ManyOrdersIT::fact)
                    .doesNotHaveDuplicates();
            assertEqual(stock, folded(journal));
        }
    }

    /** Products of the retailer's number, each with stock for some of the orders that want it. */
    private static Commit assortment() {
        List<AssortmentDerived> parts = new ArrayList<>();
        int count = PRODUCTS / PRODUCTS_A_PART;
        for (int part = 1; part <= count; part++) {
            List<DerivedProduct> products = IntStream.range((part - 1) * PRODUCTS_A_PART, part * PRODUCTS_A_PART)
                    .mapToObj(i -> new DerivedProduct(sku(i), "Product " + i, new Money(100, "GBP"), PIECES))
                    .toList();
            parts.add(new AssortmentDerived("i1", part, count, products));
        }
        return InventoryWorld.commit(new StreamId("import", "i1"), 1, parts.toArray(AssortmentDerived[]::new));
    }

    /** Some products are wanted far more than others, as in a shop. */
    private static List<Commit> orders() {
        Random random = new Random(7);
        return IntStream.range(0, ORDERS)
                .mapToObj(i -> {
                    Set<Integer> wanted = new HashSet<>();
                    while (wanted.size() < LINES) {
                        double skew = random.nextDouble();
                        wanted.add((int) (PRODUCTS * skew * skew));
                    }
                    SkuQuantity[] lines = wanted.stream()
                            .map(product -> new SkuQuantity(sku(product), 1))
                            .toArray(SkuQuantity[]::new);
                    String order = "o" + i;
                    return InventoryWorld.orderCommit(order, 1, InventoryWorld.placed(order, null, lines));
                })
                .toList();
    }

    private static String sku(int product) {
        return "sku-" + product;
    }

    private static long answered(ConfigurableApplicationContext service) {
        return LocalInventoryService.events(service).stream()
                .filter(event -> event instanceof StockReserved || event instanceof StockReservationRefused)
                .count();
    }

    private static List<String> reserved(ConfigurableApplicationContext service) {
        return LocalInventoryService.events(service).stream()
                .filter(StockReserved.class::isInstance)
                .map(event -> ((StockReserved) event).orderId())
                .toList();
    }

    private static long dispatched(ConfigurableApplicationContext service) {
        return LocalInventoryService.events(service).stream()
                .filter(ShipmentDispatched.class::isInstance)
                .count();
    }

    private static String fact(WarehouseEvent event) {
        return event instanceof StockReserved reserved
                ? "reservation " + reserved.orderId()
                : event instanceof StockReservationRefused refused
                        ? "reservation " + refused.orderId()
                        : event.getClass().getSimpleName() + event;
    }

    private static long newest(StockRecords stock) {
        return IntStream.range(0, PRODUCTS)
                .mapToObj(product -> stock.find(sku(product)))
                .flatMap(Optional::stream)
                .mapToLong(Views.View::version)
                .max()
                .orElse(0);
    }

    @SuppressWarnings("unchecked")
    private static Views<ShipmentItem> shipments(ConfigurableApplicationContext service) {
        return (Views<ShipmentItem>) service.getBean("shipments");
    }

    /** The read model built anew, in one go. */
    private static StockRecords folded(List<Commit> journal) {
        InMemoryViewStore store = new InMemoryViewStore();
        Views<StockItem> items = store.create(StockRecords.ITEMS);
        Views<MovementPage> pages = store.create(StockRecords.PAGES);
        new StockProjection(items, pages).apply(WarehouseWriter.STREAM, journal);
        return new StockRecords(items, pages);
    }

    private static void assertEqual(StockRecords live, StockRecords rebuilt) {
        for (int product = 0; product < PRODUCTS; product++) {
            String sku = sku(product);
            assertThat(live.find(sku)).isEqualTo(rebuilt.find(sku));
            assertThat(live.find(sku).orElseThrow().value().available()).isNotNegative();
            if (product % 50 == 0) {
                assertThat(live.movements(sku, 100, null)).isEqualTo(rebuilt.movements(sku, 100, null));
            }
        }
    }

    private static void report(ConfigurableApplicationContext service, String what, long started) {
        log.info(
                "{} in {} ms; {} warehouse commits so far; view writes {}",
                what,
                (System.nanoTime() - started) / 1_000_000,
                LocalInventoryService.commits(service).size(),
                service.getBean(CountingViews.class).writes());
    }

    /** The real read models, with their writes counted. */
    @TestConfiguration(proxyBeanMethods = false)
    static class CountingViews {
        private final Map<String, AtomicInteger> writes = new ConcurrentHashMap<>();

        @Bean
        ViewFactory countingViewFactory(ObjectProvider<AwsEngines> engines) {
            return new ViewFactory() {
                @Override
                public <V> Views<V> create(ViewDefinition<V> definition) {
                    AtomicInteger count = writes.computeIfAbsent(definition.name(), name -> new AtomicInteger());
                    return new Counting<>(engines.getObject().create(definition), count);
                }
            };
        }

        private Map<String, AtomicInteger> writes() {
            return new TreeMap<>(writes);
        }
    }

    private record Counting<V>(Views<V> views, AtomicInteger writes) implements Views<V> {
        @Override
        public Optional<View<V>> find(String id) {
            return views.find(id);
        }

        @Override
        public Map<String, View<V>> findAll(Collection<String> ids) {
            return views.findAll(ids);
        }

        @Override
        public boolean save(View<V> view, long expectedVersion) {
            writes.incrementAndGet();
            return views.save(view, expectedVersion);
        }

        @Override
        public Set<String> saveEach(Collection<Change<V>> changes) {
            writes.addAndGet(changes.size());
            return views.saveEach(changes);
        }

        @Override
        public Write<V> writing(View<V> view, long expectedVersion) {
            return views.writing(view, expectedVersion);
        }

        @Override
        public Page<View<V>> query(Query query) {
            return views.query(query);
        }
    }
}
