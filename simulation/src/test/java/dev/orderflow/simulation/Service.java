package dev.orderflow.simulation;

import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.view.DueWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running process of a service: what of it is driven from outside. */
interface Service {
    Node node();

    /** Null where the service writes no journal. */
    @Nullable
    Engines engines();

    ShardHandler.Factory handlers();

    List<DueWork<?>> dueWork();
}
