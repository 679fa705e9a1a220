package dev.orderflow.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.order.domain.FulfilmentModel.Scenario;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.junit.jupiter.api.Test;

/**
 * An order among small models of inventory and payment, whose answers come in any order, late and repeatedly, with
 * cancellations, deadlines and operators' actions at any moment.
 */
class OrderFulfilmentModelTest {
    @Provide
    Arbitrary<Scenario> scenarios() {
        return FulfilmentModel.scenarios();
    }

    @Property(tries = 10_000)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void every_order_ends_and_whatever_was_done_is_done_once_or_undone_once(@ForAll("scenarios") Scenario scenario) {
        FulfilmentModel world = new FulfilmentModel(scenario);
        scenario.steps().forEach(world::take);
        world.settleWithAnOperatorsHelp();
        world.checkTheEnd();
        checkThatScenariosReachEveryWay(world);
    }

    /** The property would prove little if some ends or ways back were never reached. */
    private static void checkThatScenariosReachEveryWay(FulfilmentModel world) {
        Statistics.label("end").collect(((Order.Placed) world.order).status()).coverage(coverage -> {
            for (OrderStatus end : OrderStatus.values()) {
                if (end.isEnd()) {
                    coverage.check(end).count(count -> count > 50);
                }
            }
        });
        Statistics.label("refunded")
                .collect(world.payment.refunds.get() > 0)
                .coverage(coverage -> coverage.check(true).count(count -> count > 50));
        for (Class<?> action : List.of(
                OrderEvent.OrderStepRetryRequested.class,
                OrderEvent.OrderStepSkipped.class,
                OrderEvent.OrderCompensationRequested.class)) {
            Statistics.label(action.getSimpleName())
                    .collect(world.journal.stream().anyMatch(action::isInstance))
                    .coverage(coverage -> coverage.check(true).count(count -> count > 50));
        }
        Statistics.label("called off before it was shipped")
                .collect(world.order instanceof Order.Placed placed
                        && placed.details().shipmentCalledOff()
                        && placed.details().learnt().refunded())
                .coverage(coverage -> coverage.check(true).count(count -> count > 5));
        Statistics.label("timed out")
                .collect(world.journal.stream().anyMatch(OrderEvent.OrderStepTimedOut.class::isInstance))
                .coverage(coverage -> coverage.check(true).count(count -> count > 50));
    }

    @Test
    void the_world_completes_an_order_when_nothing_goes_wrong() {
        FulfilmentModel world = new FulfilmentModel(new Scenario(true, true, true, List.of()));
        world.settle();
        world.checkTheEnd();
        assertThat(world.order).isInstanceOf(Order.Completed.class);
    }
}
