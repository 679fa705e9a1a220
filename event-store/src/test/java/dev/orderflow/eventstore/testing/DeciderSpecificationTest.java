package dev.orderflow.eventstore.testing;

import static dev.orderflow.eventstore.testing.DeciderSpecification.given;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.OrderEvent.OrderPaid;
import dev.orderflow.eventstore.decision.Decider;
import dev.orderflow.eventstore.decision.Decision;
import org.junit.jupiter.api.Test;

/** The fixture fails where it should; otherwise every test that uses it would be worth nothing. */
class DeciderSpecificationTest {
    private static final OrderPaid PAID = new OrderPaid("o1", "p1");
    private static final OrderCompleted COMPLETED = new OrderCompleted("o1");

    private final Decider<String, Integer, OrderEvent, String> counting = new Decider<>() {
        @Override
        public Integer initial() {
            return 0;
        }

        @Override
        public Decision<OrderEvent, String> decide(String command, Integer state) {
            return switch (command) {
                case "nothing" -> Decision.alreadyDone();
                case "both" -> Decision.accept(PAID, COMPLETED);
                default -> Decision.refuse("after " + state);
            };
        }

        @Override
        public Integer evolve(Integer state, OrderEvent event) {
            return state + 1;
        }
    };

    @Test
    void right_expectations_pass() {
        given(counting).when("both").then(PAID, COMPLETED);
        given(counting).when("nothing").thenAlreadyDone();
        given(counting, PAID).when("other").thenRefused("after 1");
        given(counting, PAID).and("both").when("other").thenRefused("after 3");
    }

    @Test
    void wrong_expectations_fail() {
        fails(() -> given(counting).when("both").then(COMPLETED, PAID));
        fails(() -> given(counting).when("both").then(PAID));
        fails(() -> given(counting).when("both").then());
        fails(() -> given(counting).when("both").thenAlreadyDone());
        fails(() -> given(counting).when("both").thenRefused("after 0"));
        fails(() -> given(counting).when("other").then(PAID));
        fails(() -> given(counting).when("other").thenRefused("after 1"));
        fails(() -> given(counting).when("other").thenAlreadyDone());
        fails(() -> given(counting).and("other"));
    }

    private static void fails(Runnable wrong) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(wrong::run);
    }
}
