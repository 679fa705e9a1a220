package dev.orderflow.eventstore.view;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A read model with one item per stream: the item's version is the stream's, so an event counts once however often it
 * comes, and a batch of commits becomes one write.
 */
public abstract class StreamProjection<V> implements Subscriber {
    /** Two workers meet at most for as long as a lease takes to change hands. */
    private static final int ATTEMPTS = 5;

    private final String name;
    private final String category;
    private final Views<V> views;

    protected StreamProjection(String name, String category, Views<V> views) {
        this.name = name;
        this.category = category;
        this.views = views;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean wants(String streamCategory) {
        return category.equals(streamCategory);
    }

    @Override
    public final void apply(StreamId stream, List<Commit> commits) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<View<V>> stored = views.find(stream.key());
            long version = stored.map(View::version).orElse(0L);
            V value = stored.map(View::value).orElse(null);
            long reached = version;
            for (Commit commit : commits) {
                long eventVersion = commit.firstVersion();
                for (DomainEvent event : commit.events()) {
                    if (eventVersion == reached + 1) {
                        value = evolve(
                                value,
                                event,
                                new Context(eventVersion, commit.metadata().recordedAt()));
                        reached = eventVersion;
                    } else if (eventVersion > reached) {
                        throw new IllegalStateException(name + " is at version " + reached + " and got " + commit);
                    }
                    eventVersion++;
                }
            }
            if (reached == version || value == null || views.save(new View<>(stream.key(), reached, value), version)) {
                return;
            }
        }
        throw new TransientFailureException(name + " kept losing the race for " + stream);
    }

    /**
     * The item after the event.
     *
     * @param value null before the first event
     */
    protected abstract @Nullable V evolve(@Nullable V value, DomainEvent event, Context context);

    /** @param recordedAt when the commit was appended */
    protected record Context(long version, Instant recordedAt) {}
}
