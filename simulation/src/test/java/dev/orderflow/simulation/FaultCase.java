package dev.orderflow.simulation;

import dev.orderflow.simulation.Environment.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One flow, one call, one fault.
 *
 * @param number of the call, from 1
 * @param call as it was recorded
 */
record FaultCase(Flow flow, int number, Fault fault, Call call) {

    /** How it went; {@code failure} is null where all held. */
    record Result(@Nullable Ending ending, @Nullable String failure, List<String> trace) {}

    /** The calls of the flow where nothing goes wrong but what the flow has in store. */
    static List<Call> callsOf(Flow flow, Plant plant) {
        // Twice: threads that load classes do not give way, so the first run of all differs.
        new FlowRun(flow, SingleFault.none(flow.given()), plant, false).run();
        SingleFault none = SingleFault.none(flow.given());
        new FlowRun(flow, none, plant, false).run();
        return none.calls();
    }

    static List<FaultCase> of(Flow flow, List<Call> calls) {
        List<FaultCase> cases = new ArrayList<>();
        for (int number = 1; number <= calls.size(); number++) {
            Call call = calls.get(number - 1);
            for (Fault fault : SingleFault.thatCanMeet(call)) {
                cases.add(new FaultCase(flow, number, fault, call));
            }
        }
        return cases;
    }

    Result run(Plant plant, boolean wholeTrace) {
        SingleFault single = SingleFault.at(number, fault, flow.given());
        FlowRun run = new FlowRun(flow, single, plant, wholeTrace);
        try {
            Ending ending = run.run();
            // Another call than the recorded one would mean that the run is not the same up to the fault.
            String failure = call.equals(single.struck()) ? null : "its call was " + single.struck();
            return new Result(ending, failure, run.trace());
        } catch (AssertionError e) {
            return new Result(null, e.getMessage(), run.trace());
        }
    }

    /** As {@link #replay} names it. */
    String id() {
        return flow + ":" + number + ":" + fault;
    }

    String replay() {
        return "./mvnw -pl simulation -am verify -DskipITs -Dtest=EverySingleFaultTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.fault=" + id();
    }
}
