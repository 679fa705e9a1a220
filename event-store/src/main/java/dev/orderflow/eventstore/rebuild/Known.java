package dev.orderflow.eventstore.rebuild;

import dev.orderflow.eventstore.rebuild.ServiceModels.Model;
import dev.orderflow.eventstore.view.Views.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one instance saw in the control table.
 *
 * @param lookedAt before it looked, on its own clock that never goes back
 */
record Known(long lookedAt, Map<String, OfModel> models) {
    private static final OfModel FIRST = new OfModel(1, null);

    /** @param rebuild that is under way, or null */
    record OfModel(int live, @Nullable Rebuild rebuild) {
        boolean uses(int generation) {
            return live == generation
                    || rebuild != null && (rebuild.generation() == generation || rebuild.replaces() == generation);
        }
    }

    static Known look(Rebuilds rebuilds, String service, long lookedAt) {
        Map<String, OfModel> models = new HashMap<>();
        rebuilds.of(service).models().forEach((name, model) -> models.put(name, ofModel(rebuilds, model)));
        return new Known(lookedAt, Map.copyOf(models));
    }

    private static OfModel ofModel(Rebuilds rebuilds, Model model) {
        @Nullable
        Rebuild rebuild = model.rebuildId() == null
                ? null
                : rebuilds.find(model.rebuildId()).map(View::value).orElse(null);
        if (rebuild == null) {
            return new OfModel(model.generation(), null);
        }
        // The two are read one after the other: the later answer counts.
        return switch (rebuild.phase()) {
            case REQUESTED, FILLING, FOLLOWING, HANDING_OVER, COMPARING -> new OfModel(model.generation(), rebuild);
            case SWITCHED -> new OfModel(rebuild.generation(), rebuild);
            case DONE -> new OfModel(rebuild.generation(), null);
            case FAILED -> new OfModel(model.generation(), null);
        };
    }

    OfModel of(String model) {
        return Objects.requireNonNullElse(models.get(model), FIRST);
    }

    /** Those that are under way. */
    List<Rebuild> rebuilds() {
        return models.values().stream()
                .flatMap(model -> Stream.ofNullable(model.rebuild()))
                .toList();
    }
}
