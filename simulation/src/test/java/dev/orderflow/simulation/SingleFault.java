package dev.orderflow.simulation;

import dev.orderflow.simulation.Environment.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers the calls of a flow, and lets one of them meet one fault; all others meet what the flow has in store. */
final class SingleFault implements Fates {
    private final Fates given;
    private final int number;
    private final Fault fault;
    private final List<Call> calls = new ArrayList<>();
    private boolean counts;

    private SingleFault(Fates given, int number, Fault fault) {
        this.given = given;
        this.number = number;
        this.fault = fault;
    }

    /** Only counts. */
    static SingleFault none(Fates given) {
        return new SingleFault(given, 0, Fault.NONE);
    }

    /** @param number of the call, from 1 */
    static SingleFault at(int number, Fault fault, Fates given) {
        return new SingleFault(given, number, fault);
    }

    /**
     * The faults that differ from one another for a call. What only reads has no effect: there a death before and after
     * are one, so are a refusal and a lost reply, and nothing can happen twice.
     */
    static List<Fault> thatCanMeet(Call call) {
        return switch (call.kind()) {
            case READS -> List.of(Fault.CRASH_BEFORE, Fault.REPLY_LOST);
            case CHANGES ->
                List.of(
                        Fault.CRASH_BEFORE,
                        Fault.CRASH_AFTER,
                        Fault.THROTTLED,
                        Fault.REPLY_LOST,
                        Fault.TWICE,
                        Fault.AGAIN_LATE);
            // As above; but a letter carries no key by which the post could know it again when it comes late.
            case SENDS ->
                List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.THROTTLED, Fault.REPLY_LOST, Fault.TWICE);
            case RECEIVES -> List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.THROTTLED, Fault.TWICE);
        };
    }

    void begin() {
        counts = true;
    }

    void end() {
        counts = false;
    }

    boolean isCounting() {
        return counts;
    }

    List<Call> calls() {
        return calls;
    }

    /** The call that met the fault; null where the flow had not so many. */
    @Nullable
    Call struck() {
        return number >= 1 && calls.size() >= number ? calls.get(number - 1) : null;
    }

    @Override
    public Fault of(Call call) {
        Fault otherwise = given.of(call);
        if (!counts) {
            return otherwise;
        }
        calls.add(call);
        return calls.size() == number ? fault : otherwise;
    }
}
