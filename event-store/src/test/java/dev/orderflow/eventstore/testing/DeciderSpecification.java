package dev.orderflow.eventstore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.eventstore.decision.Decider;
import dev.orderflow.eventstore.decision.Decision;
import java.util.ArrayList;
import java.util.List;

/**
 * Given events, when a command, then exactly these events or this refusal.
 *
 * <pre>{@code
 * given(decider, placed).when(cancel).then(cancellationRequested);
 * }</pre>
 */
public final class DeciderSpecification<C, S, E extends DomainEvent, R> {
    private final Decider<C, S, E, R> decider;
    private final List<E> history;

    private DeciderSpecification(Decider<C, S, E, R> decider, List<E> history) {
        this.decider = decider;
        this.history = history;
    }

    @SafeVarargs
    public static <C, S, E extends DomainEvent, R> DeciderSpecification<C, S, E, R> given(
            Decider<C, S, E, R> decider, E... history) {
        return new DeciderSpecification<>(decider, List.of(history));
    }

    /** Goes on from here with what the command gives rise to, which must be accepted. */
    public DeciderSpecification<C, S, E, R> and(C command) {
        Decision<E, R> decision = decider.decide(command, state());
        assertThat(decision).as("decision on %s", command).isInstanceOf(Decision.Accepted.class);
        List<E> longer = new ArrayList<>(history);
        longer.addAll(((Decision.Accepted<E, R>) decision).events());
        return new DeciderSpecification<>(decider, longer);
    }

    public Ending when(C command) {
        return new Ending(decider.decide(command, state()));
    }

    public S state() {
        S state = decider.initial();
        for (E event : history) {
            state = decider.evolve(state, event);
        }
        return state;
    }

    /** What must have come of it: exact and ordered. */
    public final class Ending {
        private final Decision<E, R> decision;

        private Ending(Decision<E, R> decision) {
            this.decision = decision;
        }

        @SafeVarargs
        public final void then(E... expected) {
            assertThat(decision).isEqualTo(new Decision.Accepted<>(List.of(expected)));
        }

        public void thenAlreadyDone() {
            assertThat(decision).isEqualTo(new Decision.Accepted<>(List.of()));
        }

        public void thenRefused(R refusal) {
            assertThat(decision).isEqualTo(new Decision.Refused<>(refusal));
        }
    }
}
