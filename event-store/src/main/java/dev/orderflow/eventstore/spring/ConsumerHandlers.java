package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.consumer.Audience;
import dev.orderflow.eventstore.consumer.CommitDispatcher;
import dev.orderflow.eventstore.consumer.ConsumerListener;
import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Redrives;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.ShardKeys;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.consumer.TransientFailures;
import dev.orderflow.eventstore.rebuild.ReadModels;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a service does with the stream: subscribers through the dispatcher, or one handler of its own. */
record ConsumerHandlers(
        List<Subscriber> subscribers,
        List<ShardHandler.Factory> factories,
        Positions positions,
        TransientFailures failures,
        ConsumerListener listener,
        InstantSource clock,
        Redrives redrives,
        ShardKeys keys,
        @Nullable ReadModels models) {

    ConsumerHandlers {
        if (factories.size() > 1 || (factories.size() == 1 && !subscribers.isEmpty())) {
            throw new IllegalStateException(
                    "A service consumes either through Subscriber beans or through one ShardHandler.Factory, found "
                            + subscribers.size() + " and " + factories.size());
        }
    }

    /** New for every start: a dispatcher that was told to stop stays stopped. */
    ShardHandler.Factory make() {
        return factories.isEmpty()
                ? new CommitDispatcher(
                        subscribers,
                        models == null ? Audience.always(subscribers) : models.audience(subscribers, failures),
                        positions,
                        failures,
                        listener,
                        clock,
                        new Patience(),
                        redrives,
                        keys)
                : factories.getFirst();
    }

    String describe() {
        return factories.isEmpty()
                ? subscribers.stream().map(Subscriber::name).collect(Collectors.joining(", "))
                : factories.getFirst().getClass().getSimpleName();
    }
}
