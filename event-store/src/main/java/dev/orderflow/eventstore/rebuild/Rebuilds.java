package dev.orderflow.eventstore.rebuild;

import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.eventstore.rebuild.Rebuild.Draft;
import dev.orderflow.eventstore.rebuild.Rebuild.Phase;
import dev.orderflow.eventstore.rebuild.ServiceModels.Model;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.Generations;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import dev.orderflow.eventstore.view.ViewTransactions;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Page;
import dev.orderflow.eventstore.view.Views.Query;
import dev.orderflow.eventstore.view.Views.View;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The control tables of rebuilds, shared by all services: who reads which generation, and how far each rebuild is. */
public final class Rebuilds {
    private static final String ALL = "all";
    public static final ViewDefinition<Rebuild> REBUILDS = new ViewDefinition<>(
            "rebuilds",
            Rebuild.class,
            List.of(new Index<>(ALL, rebuild -> new IndexKey(ALL, DueWork.sortKey(rebuild.requestedAt())))));
    public static final ViewDefinition<ServiceModels> MODELS =
            new ViewDefinition<>("read-models", ServiceModels.class, List.of());

    /** Few write there, each at most every second. */
    private static final int ATTEMPTS = 20;

    private final Views<Rebuild> rebuilds;
    private final Views<ServiceModels> models;
    private final ViewTransactions transactions;
    private final InstantSource clock;

    public Rebuilds(Generations generations, ViewTransactions transactions, InstantSource clock) {
        this.rebuilds = generations.shared(REBUILDS);
        this.models = generations.shared(MODELS);
        this.transactions = transactions;
        this.clock = clock;
    }

    public Optional<View<Rebuild>> find(String id) {
        return rebuilds.find(id);
    }

    /** Newest first. */
    public Page<View<Rebuild>> list(int limit, @Nullable String cursor) {
        return rebuilds.query(new Query(ALL, ALL, null, null, true, limit, cursor));
    }

    /** What a service reads; nothing where it never started. */
    public ServiceModels of(String service) {
        return models.find(service).map(View::value).orElseGet(() -> new ServiceModels(service, Map.of()));
    }

    /** A service says which read models it has, so that others can ask for their rebuild. */
    public void announce(String service, Collection<String> names) {
        changeModels(service, before -> {
            ServiceModels after = before;
            for (String name : names) {
                after = after.models().containsKey(name) ? after : after.with(name, Model.FIRST);
            }
            return after;
        });
    }

    /** What became of a request. */
    public sealed interface Answer {
        /** It is under way. */
        record Accepted(View<Rebuild> rebuild) implements Answer {}

        /** The same was asked for under this id before. */
        record AlreadyAccepted(View<Rebuild> rebuild) implements Answer {}

        /** The id was used for another read model. */
        record IdReused() implements Answer {}

        /** @param known those that the service has; none where there is no such service */
        record UnknownReadModel(Set<String> known) implements Answer {}

        /** @param id of the rebuild that is under way */
        record UnderWay(String id) implements Answer {}
    }

    /**
     * Asks for a rebuild.
     *
     * @param id unique for the request: repeating it has no further effect
     * @param recordsTotal what the archive holds now
     */
    public Answer request(String id, String service, String readModel, String requestedBy, long recordsTotal) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<View<Rebuild>> before = rebuilds.find(id);
            if (before.isPresent()) {
                Rebuild known = before.get().value();
                return known.service().equals(service) && known.readModel().equals(readModel)
                        ? new Answer.AlreadyAccepted(before.get())
                        : new Answer.IdReused();
            }
            View<ServiceModels> stored = models.find(service).orElse(null);
            Model model = stored == null ? null : stored.value().models().get(readModel);
            if (stored == null || model == null) {
                return new Answer.UnknownReadModel(
                        stored == null
                                ? Set.of()
                                : new TreeSet<>(stored.value().models().keySet()));
            }
            if (model.rebuildId() != null) {
                return new Answer.UnderWay(model.rebuildId());
            }
            int generation = model.highest() + 1;
            View<Rebuild> rebuild = new View<>(
                    id,
                    1,
                    Rebuild.requested(
                            id,
                            service,
                            readModel,
                            generation,
                            model.generation(),
                            requestedBy,
                            clock.instant(),
                            recordsTotal));
            Model asked = new Model(model.generation(), generation, id);
            if (transactions.commit(List.of(rebuilds.writing(rebuild, 0), writing(stored, readModel, asked)))) {
                return new Answer.Accepted(rebuild);
            }
        }
        throw new TransientFailureException("Others kept asking for rebuilds of " + service);
    }

    /** Empty where somebody else changed it first: read it again. */
    Optional<View<Rebuild>> change(View<Rebuild> before, Consumer<Draft> changes) {
        Draft draft = before.value().draft();
        changes.accept(draft);
        View<Rebuild> after = new View<>(before.id(), before.version() + 1, draft.at(clock.instant()));
        return rebuilds.save(after, before.version()) ? Optional.of(after) : Optional.empty();
    }

    /** Reads go to the new version from now on, on each instance as soon as it hears of it. */
    Optional<View<Rebuild>> switchTo(View<Rebuild> before) {
        return changeBoth(
                before,
                draft -> draft.phase = Phase.SWITCHED,
                model -> new Model(before.value().generation(), model.highest(), model.rebuildId()));
    }

    /** The rebuild has ended, well or not. */
    Optional<View<Rebuild>> end(View<Rebuild> before, Consumer<Draft> changes) {
        return changeBoth(before, changes, model -> new Model(model.generation(), model.highest(), null));
    }

    /** Ends the rebuild for a reason that somebody else than its worker found; nothing happens where it has ended. */
    void fail(String id, String reason) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            View<Rebuild> stored = rebuilds.find(id).orElse(null);
            if (stored == null
                    || stored.value().phase().isEnded()
                    || stored.value().phase() == Phase.SWITCHED
                    || end(stored, draft -> {
                                draft.phase = Phase.FAILED;
                                draft.failure = reason;
                            })
                            .isPresent()) {
                return;
            }
        }
        throw new TransientFailureException("Rebuild " + id + " kept changing while it was to be ended");
    }

    /** The live consumers do not wait any longer for the new version; it is followed again, and handed over later. */
    void withdraw(String id) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            View<Rebuild> stored = rebuilds.find(id).orElse(null);
            if (stored == null
                    || stored.value().phase() != Phase.HANDING_OVER
                    || change(stored, draft -> {
                                draft.phase = Phase.FOLLOWING;
                                draft.withdrawals++;
                            })
                            .isPresent()) {
                return;
            }
        }
        throw new TransientFailureException("Rebuild " + id + " kept changing while its hand-over was given up");
    }

    private Optional<View<Rebuild>> changeBoth(
            View<Rebuild> before, Consumer<Draft> changes, Function<Model, Model> pointer) {
        Rebuild rebuild = before.value();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            View<ServiceModels> stored = models.find(rebuild.service()).orElseThrow();
            Model model = stored.value().models().get(rebuild.readModel());
            if (model == null || !rebuild.id().equals(model.rebuildId())) {
                return Optional.empty();
            }
            Draft draft = rebuild.draft();
            changes.accept(draft);
            View<Rebuild> after = new View<>(before.id(), before.version() + 1, draft.at(clock.instant()));
            if (transactions.commit(List.of(
                    rebuilds.writing(after, before.version()),
                    writing(stored, rebuild.readModel(), pointer.apply(model))))) {
                return Optional.of(after);
            }
            if (rebuilds.find(before.id()).map(View::version).orElse(0L) != before.version()) {
                return Optional.empty();
            }
        }
        throw new TransientFailureException("The read models of " + rebuild.service() + " kept changing");
    }

    private Views.Write<ServiceModels> writing(View<ServiceModels> stored, String name, Model model) {
        return models.writing(
                new View<>(stored.id(), stored.version() + 1, stored.value().with(name, model)), stored.version());
    }

    private void changeModels(String service, Function<ServiceModels, ServiceModels> change) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<View<ServiceModels>> stored = models.find(service);
            ServiceModels before = stored.map(View::value).orElseGet(() -> new ServiceModels(service, Map.of()));
            ServiceModels after = change.apply(before);
            long version = stored.map(View::version).orElse(0L);
            if (after.equals(before) || models.save(new View<>(service, version + 1, after), version)) {
                return;
            }
        }
        throw new TransientFailureException("The read models of " + service + " kept changing");
    }
}
