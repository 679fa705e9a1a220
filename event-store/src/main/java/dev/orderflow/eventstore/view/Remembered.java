package dev.orderflow.eventstore.view;

import dev.orderflow.eventstore.view.Views.View;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a projection wrote last, so that it need not read it again before it writes on. Only ever a guess: another worker
 * may have written since. The condition of the next write tells; whoever loses then reads.
 */
public final class Remembered<V> {
    /** Items under way at once, some KB each; one that is not remembered costs a read. */
    static final int MOST = 1_000;

    private final LinkedHashMap<String, View<V>> items = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, View<V>> eldest) {
            return size() > MOST;
        }
    };

    /** The item as it was written here last, or null where nobody knows. */
    public synchronized @Nullable View<V> last(String id) {
        return items.get(id);
    }

    public synchronized void wrote(View<V> view) {
        items.put(view.id(), view);
    }

    /** It was not what is stored. */
    public synchronized void forget(String id) {
        items.remove(id);
    }
}
