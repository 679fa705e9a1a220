package dev.orderflow.eventstore.rebuild;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which generation of each of its read models a service reads: the one place that all its instances look at.
 *
 * @param models by name
 */
public record ServiceModels(String service, Map<String, Model> models) {
    public ServiceModels {
        // In one order, so that what is stored twice is the same, byte for byte.
        models = Collections.unmodifiableMap(new TreeMap<>(models));
    }

    /**
     * @param generation that is read
     * @param highest generation that was ever begun: numbers are not used again, so that nobody who is late can write into
     *     a later rebuild
     * @param rebuildId of the rebuild under way, or null
     */
    public record Model(
            int generation, int highest, @Nullable String rebuildId) {
        static final Model FIRST = new Model(1, 1, null);
    }

    ServiceModels with(String name, Model model) {
        Map<String, Model> changed = new HashMap<>(models);
        changed.put(name, model);
        return new ServiceModels(service, changed);
    }
}
