package dev.orderflow.eventstore.decision;

import dev.orderflow.events.DomainEvent;

/**
 * The heart of an aggregate, pure: time, ids and prices arrive in the command.
 *
 * @param <C> commands
 * @param <S> states
 * @param <E> events
 * @param <R> refusals: the facts that forbid
 */
public interface Decider<C, S, E extends DomainEvent, R> {
    /** The state of a stream without events. */
    S initial();

    /** What follows from the command; refusing is an answer, not an exception. */
    Decision<E, R> decide(C command, S state);

    /**
     * The state after the event.
     *
     * @throws IllegalStateException where the event cannot follow the state: the journal is broken
     */
    S evolve(S state, E event);
}
