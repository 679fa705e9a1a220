package dev.orderflow.eventstore.view;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.eventstore.view.Views.View;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes on the items of a read model that has one for each stream.
 *
 * <p>The item of a stream that begins is mostly not there yet, and one that goes on is mostly as it was left here. The
 * first try supposes so and spares the read; the condition of the write tells, and whoever was wrong reads and tries again.
 */
public final class StreamItems<V> {
    /** Two workers meet at most for as long as a lease takes to change hands. */
    static final int ATTEMPTS = 5;

    private final String projection;
    private final Views<V> views;
    private final int attempts;
    private final BiPredicate<View<V>, Long> mayPrecede;
    private final Remembered<V> remembered = new Remembered<>();

    private StreamItems(String projection, Views<V> views, int attempts, BiPredicate<View<V>, Long> mayPrecede) {
        this.projection = projection;
        this.views = views;
        this.attempts = attempts;
        this.mayPrecede = mayPrecede;
    }

    /**
     * Items whose version is their stream's.
     *
     * @param attempts to win the race for an item
     */
    public static <V> StreamItems<V> ofEveryVersion(String projection, Views<V> views, int attempts) {
        return new StreamItems<>(projection, views, attempts, (item, version) -> item.version() + 1 == version);
    }

    /** Items whose version is that of the last event that counts: between two such the stream goes on. */
    public static <V> StreamItems<V> ofVersionsThatCount(String projection, Views<V> views) {
        return new StreamItems<>(projection, views, ATTEMPTS, (item, version) -> item.version() < version);
    }

    @FunctionalInterface
    public interface Fold<V> {
        /** The item after what came, or null where there is nothing to write. */
        @Nullable
        View<V> after(@Nullable View<V> stored);
    }

    @FunctionalInterface
    public interface Save<V> {
        /**
         * @param expectedVersion as in {@link Views#save}
         * @param firstTry nobody has lost a race yet, so that more may be supposed
         * @return false where somebody else was first
         */
        boolean save(View<V> item, long expectedVersion, boolean firstTry);
    }

    /** As the other, with the write that a view has. */
    public void update(StreamId stream, long firstVersion, Fold<V> fold) {
        update(stream, firstVersion, fold, (item, expectedVersion, firstTry) -> views.save(item, expectedVersion));
    }

    /**
     * @param firstVersion of what came, 1 where the stream begins with it
     * @param fold may be asked again, of another item
     */
    public void update(StreamId stream, long firstVersion, Fold<V> fold, Save<V> save) {
        String id = stream.key();
        View<V> last = remembered.last(id);
        View<V> supposed = last != null && mayPrecede.test(last, firstVersion) ? last : null;
        boolean supposing = firstVersion == 1 || supposed != null;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            boolean firstTry = attempt == 1;
            View<V> stored = firstTry && supposing ? supposed : views.find(id).orElse(null);
            View<V> after = fold.after(stored);
            if (after == null) {
                return;
            }
            if (save.save(after, stored == null ? 0 : stored.version(), firstTry)) {
                remembered.wrote(after);
                return;
            }
            remembered.forget(id);
        }
        throw new TransientFailureException(projection + " kept losing the race for " + stream);
    }
}
