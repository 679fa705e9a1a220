package dev.orderflow.simulation;

import dev.orderflow.eventstore.consumer.CommitDispatcher;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.consumer.TransientFailures;
import dev.orderflow.eventstore.view.DueWork;
import java.util.List;

/** What the processes of all services have in common that keep a journal and read the stream. */
abstract class EngineProcess implements Service {
    final Engines engines;
    private final ShardHandler.Factory handlers;
    private final List<DueWork<?>> dueWork;

    EngineProcess(Engines engines, List<Subscriber> subscribers, List<DueWork<?>> dueWork) {
        this.engines = engines;
        this.dueWork = dueWork;
        handlers = new CommitDispatcher(
                subscribers,
                engines.positions,
                TransientFailures.CORE,
                engines.listener(),
                engines.clock,
                engines.node.patience());
    }

    @Override
    public final Node node() {
        return engines.node;
    }

    @Override
    public final Engines engines() {
        return engines;
    }

    @Override
    public final ShardHandler.Factory handlers() {
        return handlers;
    }

    @Override
    public final List<DueWork<?>> dueWork() {
        return dueWork;
    }
}
