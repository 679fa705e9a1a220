package dev.orderflow.eventstore.archive;

import dev.orderflow.eventstore.archive.StreamHistories.Kept;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much the archive holds, counted as it grows: one entry a shard, each object counted once. It is kept apart from the
 * objects, so its heads tell when the newest of them were cut off.
 */
public final class ArchiveLedger {
    private static final String ALL = "all";
    private static final int PAGE = 100;

    public static final ViewDefinition<OfShard> DEFINITION = new ViewDefinition<>(
            "archive-ledger", OfShard.class, List.of(new Index<>(ALL, ledger -> new IndexKey(ALL, ledger.shardId()))));

    private final Views<OfShard> views;

    public ArchiveLedger(Views<OfShard> views) {
        this.views = views;
    }

    /** Of every shard there ever was, by name. */
    public List<OfShard> all() {
        List<OfShard> all = new ArrayList<>();
        Views.Query query = Views.Query.all(ALL, ALL, PAGE);
        while (true) {
            Views.Page<View<OfShard>> page = views.query(query);
            page.items().forEach(view -> all.add(view.value()));
            if (page.next() == null) {
                return all;
            }
            query = new Views.Query(ALL, ALL, null, null, false, PAGE, page.next());
        }
    }

    /** How far a shard is counted; empty where nothing of it is. */
    Optional<OfShard> of(String shardId) {
        return views.find(shardId).map(View::value);
    }

    /** Counts an object unless it was counted before: objects of a shard are counted in their order. */
    void count(ArchiveObject object, List<Kept> commits, long distinctEvents) {
        while (true) {
            Optional<View<OfShard>> stored = views.find(object.shardId());
            OfShard before = stored.map(View::value).orElseGet(() -> OfShard.empty(object.shardId()));
            if (!before.lastSequence().isEmpty()
                    && !SequenceOrder.isAfter(object.lastSequence(), before.lastSequence())) {
                return;
            }
            long version = stored.map(View::version).orElse(0L);
            OfShard after = before.with(object, commits, distinctEvents);
            if (views.save(new View<>(object.shardId(), version + 1, after), version)) {
                return;
            }
        }
    }

    /**
     * @param commits as often as they came
     * @param distinctCommits once each
     * @param events of all commits, as often as they came
     * @param distinctEvents once each
     * @param unreadable records that are no commit
     * @param conflicts commits under a version that another one had; never any, unless a journal was tampered with
     * @param lastSequence empty before the first object
     * @param lastLink hash of the last object's link
     */
    public record OfShard(
            String shardId,
            long objects,
            long records,
            long commits,
            long distinctCommits,
            long events,
            long distinctEvents,
            long unreadable,
            long conflicts,
            String lastSequence,
            String lastObject,
            String lastLink,
            Instant lastArrivedAt) {

        /** The newest object, which vouches for all before it. */
        public ChainLink head() {
            return lastSequence.isEmpty() ? ChainLink.NONE : new ChainLink(lastObject, lastLink);
        }

        static OfShard empty(String shardId) {
            return new OfShard(shardId, 0, 0, 0, 0, 0, 0, 0, 0, "", "", "", Instant.EPOCH);
        }

        OfShard with(ArchiveObject object, List<Kept> kept, long newDistinctEvents) {
            return new OfShard(
                    shardId,
                    objects + 1,
                    records + object.records(),
                    commits + object.commits(),
                    distinctCommits + count(kept, Kept.FIRST),
                    events + object.events(),
                    distinctEvents + newDistinctEvents,
                    unreadable + object.records() - object.commits(),
                    conflicts + count(kept, Kept.CONFLICT),
                    object.lastSequence(),
                    object.key(),
                    object.link().hash(),
                    object.lastArrivedAt());
        }

        private static long count(List<Kept> kept, Kept which) {
            return kept.stream().filter(which::equals).count();
        }
    }
}
