package dev.orderflow.eventstore.consumer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is told of a batch: asked before each, and then true for all of it. */
@FunctionalInterface
public interface Audience {
    /**
     * May wait until it can tell.
     *
     * @param first of the batch; null where commits that were parked earlier are applied
     * @throws StoppingException where this worker stops meanwhile
     */
    List<Subscriber> of(String shardId, @Nullable StreamRecord first, Patience patience);

    /** The same for every batch. */
    static Audience always(List<? extends Subscriber> subscribers) {
        List<Subscriber> all = List.copyOf(subscribers);
        return (shardId, first, patience) -> all;
    }
}
