package dev.orderflow.eventstore.view;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A read model with one item per stream: the item's version is the stream's, so an event counts once however often it
 * comes, and a batch of commits becomes one write.
 */
public abstract class StreamProjection<V> implements Subscriber {
    private final String name;
    private final String category;
    private final StreamItems<V> items;

    protected StreamProjection(String name, String category, Views<V> views) {
        this.name = name;
        this.category = category;
        this.items = StreamItems.ofEveryVersion(name, views, StreamItems.ATTEMPTS);
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
        items.update(stream, commits.getFirst().firstVersion(), stored -> fold(stream, stored, commits));
    }

    /**
     * The item after the commits, or null where there is nothing to write.
     *
     * <p>A stream may be under way and have no item: what it began with was of types that only a newer build knows. The
     * runtime has seen to it that nothing else is missing.
     */
    private @Nullable View<V> fold(StreamId stream, @Nullable View<V> stored, List<Commit> commits) {
        long before = stored == null ? commits.getFirst().firstVersion() - 1 : stored.version();
        long reached = before;
        @Nullable V value = stored == null ? null : stored.value();
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
        return reached == before || value == null ? null : new View<>(stream.key(), reached, value);
    }

    /**
     * The item after the event.
     *
     * @param value null before the first event, and after events of unknown types alone
     */
    protected abstract @Nullable V evolve(@Nullable V value, DomainEvent event, Context context);

    /** @param recordedAt when the commit was appended */
    protected record Context(long version, Instant recordedAt) {}
}
