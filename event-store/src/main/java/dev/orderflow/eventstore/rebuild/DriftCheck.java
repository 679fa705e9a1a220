package dev.orderflow.eventstore.rebuild;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Concurrently;
import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.json.ViewJson;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Folds the journals once more, in memory, and holds every item of a generation against the result.
 *
 * <p>Events go on while it looks: what an item lacks may be on its way. So what does not fit is looked at again, for a
 * bounded time; it is different where neither it nor its journal moves any more.
 *
 * <p>Memory: of a read model whose items come from one stream each, as many streams as are folded side by side; of one that
 * sums up many streams, the whole of it.
 */
final class DriftCheck {
    private static final int STREAMS_AT_ONCE = 16;
    private static final int STREAMS_A_ROUND = 256;

    /** With a second between them, longer than an event is on its way, also on a busy day. */
    private static final int LOOKS = 40;

    private static final int ITEMS_A_READ = 500;

    private final ReadModel model;
    private final ModelVersion version;
    private final JournalAudit journals;
    private final Patience patience;
    private final Duration betweenLooks;
    private final Runnable stillAlive;
    private final Map<String, DriftCount> counts = new LinkedHashMap<>();
    private final List<Doubt> doubts = new ArrayList<>();
    private final Concurrently concurrently =
            new Concurrently(Thread.ofVirtual().name("compare-", 0)::start, new Semaphore(STREAMS_AT_ONCE));
    private long streams;

    /** @param stillAlive called again and again */
    DriftCheck(
            ReadModel model,
            ModelVersion version,
            JournalAudit journals,
            Patience patience,
            Duration betweenLooks,
            Runnable stillAlive) {
        this.model = model;
        this.version = version;
        this.journals = journals;
        this.patience = patience;
        this.betweenLooks = betweenLooks;
        this.stillAlive = stillAlive;
        model.tables().forEach(table -> counts.put(table.name(), new DriftCount()));
    }

    Drift run() {
        switch (model.scope()) {
            case ONE_STREAM -> compareStreamByStream();
            case ALL_STREAMS -> compareAtOnce();
        }
        for (int look = 1; look <= LOOKS && !doubts.isEmpty(); look++) {
            patience.pause(betweenLooks);
            stillAlive.run();
            lookAgain();
        }
        doubts.forEach(doubt -> count(doubt.table()).give(doubt));
        return new Drift(
                streams,
                counts.entrySet().stream()
                        .map(entry -> entry.getValue().of(entry.getKey()))
                        .toList());
    }

    private void compareStreamByStream() {
        List<StreamId> round = new ArrayList<>();
        journals.streams(model.category(), stream -> {
            round.add(stream);
            if (round.size() == STREAMS_A_ROUND) {
                compareEach(round);
            }
        });
        compareEach(round);
    }

    private void compareEach(List<StreamId> round) {
        patience.check();
        stillAlive.run();
        concurrently.run(round.stream()
                .<Runnable>map(stream -> () -> compare(List.of(stream)))
                .toList());
        streams += round.size();
        round.clear();
    }

    private void compareAtOnce() {
        List<StreamId> all = new ArrayList<>();
        journals.streams(model.category(), all::add);
        streams = all.size();
        compare(all);
    }

    private void compare(List<StreamId> of) {
        InMemoryViewStore folded = fold(of);
        for (ViewDefinition<?> table : model.tables()) {
            compare(table, folded, of);
        }
    }

    private <V> void compare(ViewDefinition<V> table, InMemoryViewStore folded, List<StreamId> of) {
        Views<V> views = version.table(table);
        List<View<V>> expected = folded.all(table);
        for (int from = 0; from < expected.size(); from += ITEMS_A_READ) {
            List<View<V>> part = expected.subList(from, Math.min(from + ITEMS_A_READ, expected.size()));
            Map<String, View<V>> found =
                    views.findAll(part.stream().map(View::id).toList());
            for (View<V> item : part) {
                View<V> stored = found.get(item.id());
                if (isEqual(item, stored)) {
                    count(table).equal();
                } else {
                    synchronized (doubts) {
                        doubts.add(new Doubt(
                                table, item.id(), of, item.version(), stored == null ? 0 : stored.version(), false));
                    }
                }
            }
        }
    }

    /** Folds each journal in question once, for all its items. */
    private void lookAgain() {
        Map<List<StreamId>, List<Doubt>> byStreams = new LinkedHashMap<>();
        doubts.forEach(doubt -> byStreams
                .computeIfAbsent(doubt.of(), first -> new ArrayList<>())
                .add(doubt));
        doubts.clear();
        byStreams.forEach((of, those) -> {
            InMemoryViewStore folded = fold(of);
            those.forEach(doubt -> lookAgain(doubt.table(), doubt, folded));
        });
    }

    private <V> void lookAgain(ViewDefinition<V> table, Doubt doubt, InMemoryViewStore folded) {
        View<V> expected = folded.create(table).find(doubt.id()).orElseThrow();
        View<V> stored = version.table(table).find(doubt.id()).orElse(null);
        if (isEqual(expected, stored)) {
            count(table).equal();
            return;
        }
        long storedVersion = stored == null ? 0 : stored.version();
        boolean moved = expected.version() != doubt.expected() || storedVersion != doubt.stored();
        doubts.add(new Doubt(table, doubt.id(), doubt.of(), expected.version(), storedVersion, moved));
    }

    private InMemoryViewStore fold(List<StreamId> of) {
        InMemoryViewStore folded = new InMemoryViewStore();
        Subscriber projection = model.projection().over(folded, folded);
        for (StreamId stream : of) {
            List<Commit> commits = journals.journal().load(stream).stream()
                    .map(StoredCommit::commit)
                    .toList();
            if (!commits.isEmpty()) {
                projection.apply(stream, commits);
            }
        }
        return folded;
    }

    private DriftCount count(ViewDefinition<?> table) {
        return Objects.requireNonNull(counts.get(table.name()));
    }

    private static <V> boolean isEqual(View<V> expected, @Nullable View<V> stored) {
        return stored != null
                && stored.version() == expected.version()
                && Arrays.equals(ViewJson.write(stored.value()), ViewJson.write(expected.value()));
    }

    /** @param moved whether one of the two versions changed since the look before */
    record Doubt(ViewDefinition<?> table, String id, List<StreamId> of, long expected, long stored, boolean moved) {}
}
