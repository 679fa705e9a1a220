package dev.orderflow.order.application.placing;

import static dev.orderflow.order.application.OrderWorld.CAUSE;
import static dev.orderflow.order.application.OrderWorld.request;
import static dev.orderflow.order.domain.OrderExamples.ID;
import static dev.orderflow.order.domain.OrderExamples.PLACED;
import static dev.orderflow.order.domain.OrderExamples.PLACED_AT;
import static dev.orderflow.order.domain.OrderExamples.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.order.application.OrderWorld;
import dev.orderflow.order.application.catalogue.Catalogue;
import dev.orderflow.order.application.placing.Placement.LineFault;
import dev.orderflow.order.domain.OrderCommand.RecordStockReserved;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlaceOrderHandlerTest {
    private static final Placement ACCEPTED = new Placement.Accepted(ID, OrderStatus.PLACED, 1, TOTAL, false);
    private static final Placement REPLAYED = new Placement.Accepted(ID, OrderStatus.PLACED, 1, TOTAL, true);

    private final OrderWorld world = new OrderWorld().withCatalogue();

    @Test
    void places_an_order_at_the_prices_of_the_catalogue() {
        assertThat(place(request())).isEqualTo(ACCEPTED);

        assertThat(world.history(ID)).singleElement().isInstanceOfSatisfying(OrderPlaced.class, placed -> {
            OrderPlaced expected = (OrderPlaced) PLACED;
            assertThat(placed)
                    .usingRecursiveComparison()
                    .ignoringFields("requestDigest")
                    .isEqualTo(expected);
            assertThat(placed.requestDigest()).matches("[0-9a-f]{64}");
        });
    }

    @Test
    void answers_the_same_request_as_at_first_and_does_nothing() {
        place(request());
        world.pass(Duration.ofDays(1));
        world.orders.execute(OrderWorld.stream(ID), new RecordStockReserved(), CAUSE);

        assertThat(place(request())).isEqualTo(REPLAYED);
        assertThat(world.history(ID)).hasSize(3);
    }

    @Test
    void answers_the_same_request_as_at_first_after_a_price_has_changed() {
        place(request());
        world.list("71053", "WHITE METAL LANTERN", new Money(1, "GBP"));

        assertThat(place(request())).isEqualTo(REPLAYED);
    }

    @Test
    void answers_the_same_request_as_at_first_without_a_catalogue() {
        place(request());
        PlaceOrderHandler withEmptyCatalogue =
                new PlaceOrderHandler(world.orders, new Catalogue(new OrderWorld().catalogueView), world::now);

        assertThat(withEmptyCatalogue.place(request(), CAUSE)).isEqualTo(REPLAYED);
        assertThat(withEmptyCatalogue.place(request(new SkuQuantity("gone", 1)), CAUSE))
                .isEqualTo(new Placement.KeyReused(ID));
    }

    @Test
    void refuses_other_content_under_the_same_key() {
        place(request());

        assertThat(place(request(new SkuQuantity("85123A", 3)))).isEqualTo(new Placement.KeyReused(ID));
        assertThat(world.history(ID)).hasSize(1);
    }

    @Test
    void keeps_the_original_time_of_an_order_that_is_taken_over() {
        Instant then = Instant.parse("2010-12-01T08:26:00Z");
        PlaceOrderRequest now = request();
        place(new PlaceOrderRequest(
                now.customerId(), now.idempotencyKey(), now.lines(), now.card(), now.contact(), now.shipTo(), then));

        assertThat(((OrderPlaced) world.history(ID).getFirst()).placedAt()).isEqualTo(then);
        assertThat(place(now)).isEqualTo(new Placement.KeyReused(ID));
    }

    @Test
    void stamps_an_order_with_the_time_of_its_placing_in_milliseconds() {
        world.pass(Duration.ofNanos(1_234_567));
        place(request());

        assertThat(((OrderPlaced) world.history(ID).getFirst()).placedAt()).isEqualTo(PLACED_AT.plusMillis(1));
    }

    @Test
    void names_every_unknown_sku() {
        assertThat(place(request(new SkuQuantity("no-1", 1), new SkuQuantity("85123A", 1), new SkuQuantity("no-2", 1))))
                .isEqualTo(new Placement.UnknownSkus(List.of(
                        new LineFault(0, "sku", "\"no-1\" is not in the catalogue"),
                        new LineFault(2, "sku", "\"no-2\" is not in the catalogue"))));
        assertThat(world.journal.everything()).isEmpty();
    }

    @Test
    void names_every_line_that_repeats_a_sku_or_has_a_wrong_quantity() {
        Placement placement = place(request(
                new SkuQuantity("85123A", 0),
                new SkuQuantity("71053", 100_001),
                new SkuQuantity("85123A", 1),
                new SkuQuantity("85123A", -1)));

        assertThat(placement)
                .isInstanceOfSatisfying(
                        Placement.InvalidLines.class,
                        invalid -> assertThat(invalid.faults())
                                .extracting(LineFault::line, LineFault::field)
                                .containsExactly(
                                        tuple(0, "quantity"),
                                        tuple(1, "quantity"),
                                        tuple(2, "sku"),
                                        tuple(3, "sku"),
                                        tuple(3, "quantity")));
    }

    @Test
    void takes_1500_lines_and_no_more_and_at_least_one() {
        SkuQuantity[] lines = IntStream.range(0, 1_501)
                .mapToObj(i -> new SkuQuantity("sku-" + i, 100_000))
                .toArray(SkuQuantity[]::new);
        for (SkuQuantity line : lines) {
            world.list(line.sku(), "A product with a description as long as they usually are", new Money(1, "GBP"));
        }

        assertThat(place(request(lines))).isInstanceOf(Placement.InvalidLines.class);
        assertThat(place(request(Arrays.copyOf(lines, 1_500)))).isInstanceOf(Placement.Accepted.class);
        assertThat(place(new PlaceOrderRequest("ada", "key-2", List.of(), "tok_approve", null, null, null)))
                .isInstanceOf(Placement.InvalidLines.class);
    }

    @Test
    void refuses_prices_in_more_than_one_currency() {
        world.list("eur", "Priced in euro", new Money(100, "EUR"));

        assertThat(place(request(new SkuQuantity("eur", 1), new SkuQuantity("85123A", 1))))
                .isEqualTo(new Placement.MixedCurrencies(List.of("EUR", "GBP")));
    }

    @Test
    void refuses_a_total_past_the_documented_one_even_past_the_range_of_a_long() {
        world.list("dear", "Past all limits", new Money(Long.MAX_VALUE, "GBP"));
        world.list("largest", "Just within", new Money(1_000_000_000_000L, "GBP"));

        assertThat(place(request(new SkuQuantity("dear", 100_000))))
                .isEqualTo(new Placement.TotalTooLarge(1_000_000_000_000L));
        assertThat(place(request(new SkuQuantity("largest", 1), new SkuQuantity("71053", 1))))
                .isEqualTo(new Placement.TotalTooLarge(1_000_000_000_000L));
        assertThat(place(request(new SkuQuantity("largest", 1)))).isInstanceOf(Placement.Accepted.class);
    }

    private Placement place(PlaceOrderRequest request) {
        return world.placeOrder.place(request, CAUSE);
    }
}
