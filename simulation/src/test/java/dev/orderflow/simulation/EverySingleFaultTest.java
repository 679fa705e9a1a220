package dev.orderflow.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each flow once without a fault, with all its calls recorded; then once more for each call and each fault that it can
 * meet. Every invariant holds, and the order ends as it must.
 */
class EverySingleFaultTest {
    private static final String ONE = System.getProperty("simulation.fault", "");

    /** The shortest flow has some twice as many: an enumeration that lost its calls must not pass. */
    private static final int FEWEST_CALLS = 50;

    @BeforeAll
    static void the_dead_are_silent() {
        Node.silenceTheDead();
    }

    @Test
    void every_flow_holds_whatever_single_call_meets_whatever_fault() {
        long started = System.nanoTime();
        int tried = 0;
        int held = 0;
        String firstFailure = null;
        for (Flow flow : Flow.values()) {
            if (!ONE.isEmpty() && !ONE.startsWith(flow + ":")) {
                continue;
            }
            List<Call> calls = FaultCase.callsOf(flow, Plant.NONE);
            assertThat(calls).as(flow.toString()).hasSizeGreaterThan(FEWEST_CALLS);
            List<FaultCase> cases = FaultCase.of(flow, calls);
            Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
            int heldBefore = held;
            for (FaultCase each : cases) {
                if (!ONE.isEmpty() && !ONE.equals(each.id())) {
                    continue;
                }
                FaultCase.Result result = each.run(Plant.NONE, !ONE.isEmpty());
                tried++;
                if (result.failure() == null) {
                    held++;
                    endings.merge(result.ending(), 1, Integer::sum);
                } else if (firstFailure == null) {
                    result.trace().forEach(System.out::println);
                    firstFailure = "Call " + each.number() + " of " + flow + " (" + each.call() + ") met "
                            + each.fault() + ": " + result.failure() + System.lineSeparator()
                            + "The end of its trace is above. This replays it: " + each.replay();
                }
                if (!ONE.isEmpty()) {
                    result.trace().forEach(System.out::println);
                }
            }
            System.out.printf(
                    "%-45s %,4d calls %,6d faults %,6d held %s%n",
                    flow, calls.size(), cases.size(), held - heldBefore, endings);
        }
        System.out.printf(
                "Single faults: %,d flows, %,d enumerated, %,d held, %,d ms%n",
                Flow.values().length, tried, held, (System.nanoTime() - started) / 1_000_000);
        if (firstFailure != null) {
            fail((tried - held) + " of " + tried + " did not hold. The first: " + firstFailure);
        }
        assertThat(tried).as("no such case: " + ONE).isPositive();
    }

    @Test
    void accepting_an_order_waits_for_one_call_after_loading() {
        List<String> calls = FaultCase.callsOf(Flow.COMPLETE, Plant.NONE).stream()
                .filter(call -> call.by().startsWith("orders-0#0 places "))
                .map(Call::what)
                .toList();

        assertThat(calls).hasSize(2);
        assertThat(calls.getFirst()).isEqualTo("orders-0#0 find catalogue [A1, B2]");
        assertThat(calls.getLast()).startsWith("orders-0#0 append order-");
    }
}
