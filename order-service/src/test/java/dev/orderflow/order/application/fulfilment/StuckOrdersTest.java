package dev.orderflow.order.application.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.orderflow.events.Commit;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.eventstore.view.InvalidCursorException;
import dev.orderflow.eventstore.view.Views.Page;
import dev.orderflow.order.application.OrderCommits;
import dev.orderflow.order.application.OrderWorld;
import dev.orderflow.order.application.fulfilment.StuckOrders.StuckOrder;
import dev.orderflow.order.application.operating.ActOnProcessHandler;
import dev.orderflow.order.application.operating.ActionOutcome;
import dev.orderflow.order.application.placing.PlaceOrderRequest;
import dev.orderflow.order.application.summary.OrderContent;
import dev.orderflow.order.application.summary.OrderSummaries;
import dev.orderflow.order.domain.OperatorAction;
import dev.orderflow.order.domain.OrderIds;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StuckOrdersTest {
    private final OrderWorld world = new OrderWorld().withCatalogue();
    private final StuckOrders stuckOrders = new StuckOrders(
            new OrderSummaries(world.summaryView, world.views.<OrderContent>create(OrderSummaries.CONTENT_VIEW)),
            world.setAside);
    private long warehouseVersion;

    @Test
    void nothing_is_stuck_while_deadlines_are_still_to_come() {
        awaitingPayment("k-1");
        world.pass(Duration.ofMinutes(2));
        world.showDue();

        assertThat(stuckOrders.list(10, null).items()).isEmpty();
    }

    @Test
    void a_step_that_was_given_up_shows_where_since_when_and_why() {
        String id = awaitingPayment("k-1");
        giveUp();

        StuckOrder stuck = stuckOrders.list(10, null).items().getFirst();

        assertThat(stuck.order().id()).isEqualTo(id);
        assertThat(stuck.stuck().step()).isEqualTo(FulfilmentStep.CAPTURE_PAYMENT);
        assertThat(stuck.stuck().since()).isCloseTo(world.now(), within(1, ChronoUnit.SECONDS));
        assertThat(stuck.stuck().reason()).contains("asked for 3 times");
        assertThat(stuck.pending().attempts()).isEqualTo(3);
    }

    @Test
    void an_operators_retry_takes_it_off_the_list_until_it_is_given_up_again() {
        String id = awaitingPayment("k-1");
        giveUp();

        ActionOutcome taken = new ActOnProcessHandler(world.orders)
                .act(
                        id,
                        "key",
                        new OperatorAction(
                                OperatorAction.Kind.RETRY, FulfilmentStep.CAPTURE_PAYMENT, "gateway is back"),
                        "olga",
                        OptionalLong.empty(),
                        OrderWorld.CAUSE);
        world.showDue();

        assertThat(taken).isInstanceOf(ActionOutcome.Taken.class);
        assertThat(stuckOrders.list(10, null).items()).isEmpty();
        assertThat(world.summaryView.find(id).orElseThrow().value().actions())
                .singleElement()
                .satisfies(action -> {
                    assertThat(action.by()).isEqualTo("olga");
                    assertThat(action.reason()).isEqualTo("gateway is back");
                });

        world.pass(Duration.ofSeconds(61));
        world.showDue();
        world.showDue();
        assertThat(stuckOrders.list(10, null).items())
                .singleElement()
                .satisfies(stuck -> assertThat(stuck.pending().attempts()).isEqualTo(4));
    }

    @Test
    void lists_all_those_that_have_waited_longest_first_page_by_page() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            expected.add(awaitingPayment("k-" + i));
            giveUp();
        }

        List<String> found = new ArrayList<>();
        String cursor = null;
        do {
            Page<StuckOrder> page = stuckOrders.list(7, cursor);
            page.items().forEach(stuck -> found.add(stuck.order().id()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(found).containsExactlyElementsOf(expected);
        assertThatExceptionOfType(InvalidCursorException.class).isThrownBy(() -> stuckOrders.list(7, "forged"));
    }

    @Test
    void an_order_whose_journal_cannot_be_read_is_stuck_too() {
        String id = place("k-1");
        world.showDue();
        world.breakJournal(id);
        inventorySays(new StockReserved(id, List.of()));

        StuckOrder stuck = stuckOrders.list(10, null).items().getFirst();
        assertThat(stuck.order().id()).isEqualTo(id);
        assertThat(stuck.stuck().reason()).contains("journal cannot be read");
    }

    private String awaitingPayment(String key) {
        String id = place(key);
        inventorySays(new StockReserved(id, List.of()));
        world.showDue();
        return id;
    }

    private String place(String key) {
        PlaceOrderRequest example = OrderWorld.request();
        world.placeOrder.place(
                new PlaceOrderRequest(
                        example.customerId(),
                        key,
                        example.lines(),
                        example.card(),
                        example.contact(),
                        example.shipTo(),
                        null),
                OrderWorld.CAUSE);
        return OrderIds.orderId(example.customerId(), key);
    }

    /** Asked, asked twice again, and given up: a minute each, and some. */
    private void giveUp() {
        for (int deadline = 0; deadline < 3; deadline++) {
            world.pass(Duration.ofSeconds(61));
            world.showDue();
        }
        world.showDue();
    }

    private void inventorySays(StockReserved fact) {
        StreamId warehouse = new StreamId("warehouse", "main");
        Commit commit = OrderCommits.commit(warehouse, ++warehouseVersion, world.now(), List.of(fact));
        world.whenStockAnswered.apply(warehouse, List.of(commit));
    }
}
