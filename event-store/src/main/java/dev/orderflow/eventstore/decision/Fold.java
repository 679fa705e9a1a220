package dev.orderflow.eventstore.decision;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import java.util.ArrayList;
import java.util.List;

/**
 * From events to the state of their stream.
 *
 * <p>Throws {@link IllegalStateException} where an event is not of the family or cannot follow the state: what is wrong
 * with a journal is named, and never passed over.
 */
record Fold<S, E extends DomainEvent>(Decider<?, S, E, ?> decider, Class<E> eventFamily) {
    Folded<S> nothing() {
        return new Folded<>(decider.initial(), 0);
    }

    Folded<S> with(Folded<S> from, Commit commit) {
        return with(commit.streamId(), from, family(commit));
    }

    Folded<S> with(StreamId stream, Folded<S> from, List<E> events) {
        S state = from.state();
        long version = from.version();
        for (E event : events) {
            version++;
            try {
                state = decider.evolve(state, event);
            } catch (RuntimeException e) {
                // The event by name only: its values may be personal data, and this ends in logs.
                throw new IllegalStateException(
                        "Cannot fold " + stream + "@" + version + ": "
                                + event.getClass().getSimpleName(),
                        e);
            }
        }
        return new Folded<>(state, version);
    }

    private List<E> family(Commit commit) {
        List<E> events = new ArrayList<>();
        for (DomainEvent event : commit.events()) {
            if (!eventFamily.isInstance(event)) {
                throw new IllegalStateException("Cannot fold " + commit + ": "
                        + event.getClass().getSimpleName() + " is no " + eventFamily.getSimpleName());
            }
            events.add(eventFamily.cast(event));
        }
        return events;
    }
}
