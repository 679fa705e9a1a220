package dev.orderflow.eventstore.decision;

import dev.orderflow.events.DomainEvent;
import java.util.List;

/** What a decider answers. */
public sealed interface Decision<E extends DomainEvent, R> {

    /** @param events what happened; empty where it had all been done before */
    record Accepted<E extends DomainEvent, R>(List<E> events) implements Decision<E, R> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    record Refused<E extends DomainEvent, R>(R refusal) implements Decision<E, R> {}

    @SafeVarargs
    static <E extends DomainEvent, R> Decision<E, R> accept(E... events) {
        return new Accepted<>(List.of(events));
    }

    static <E extends DomainEvent, R> Decision<E, R> accept(List<? extends E> events) {
        return new Accepted<>(List.copyOf(events));
    }

    /** The command's effect is already there. */
    static <E extends DomainEvent, R> Decision<E, R> alreadyDone() {
        return new Accepted<>(List.of());
    }

    static <E extends DomainEvent, R> Decision<E, R> refuse(R refusal) {
        return new Refused<>(refusal);
    }
}
