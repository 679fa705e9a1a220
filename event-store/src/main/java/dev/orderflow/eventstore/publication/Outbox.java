package dev.orderflow.eventstore.publication;

import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.StoredCommit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What waits for publication, by stream and version. Not safe for concurrent use: {@link Publication} guards it.
 *
 * <p>Of a stream only the first waiting commit is ever handed out, and none while one is in flight: so first occurrences
 * reach the stream in version order.
 */
final class Outbox {
    private final Map<StreamId, NavigableMap<Long, StoredCommit>> waiting = new LinkedHashMap<>();
    private final Set<StreamId> inFlight = new HashSet<>();
    private final LinkedHashMap<StreamId, Versions> published;

    /** When each writer recorded what waits of it, so that its oldest is found at once; how many of each instant. */
    private final Map<String, NavigableMap<Instant, Integer>> recorded = new HashMap<>();

    private int size;

    Outbox(int streamsRemembered) {
        this.published = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<StreamId, Versions> eldest) {
                return size() > streamsRemembered;
            }
        };
    }

    int size() {
        return size;
    }

    /**
     * Adds a commit unless it is known to be published or waits already. Every earlier commit of its stream must be
     * published or have been offered: the caller sees to that.
     *
     * @return whether it was added
     */
    boolean offer(StoredCommit stored) {
        if (isPublished(stored)) {
            return false;
        }
        StoredCommit before = waiting.computeIfAbsent(stored.commit().streamId(), stream -> new TreeMap<>())
                .putIfAbsent(stored.commit().firstVersion(), stored);
        if (before != null) {
            return false;
        }
        size++;
        CommitMetadata metadata = stored.commit().metadata();
        recorded.computeIfAbsent(metadata.recordedBy(), writer -> new TreeMap<>())
                .merge(metadata.recordedAt(), 1, Integer::sum);
        return true;
    }

    boolean isPublished(StoredCommit stored) {
        Versions versions = published.get(stored.commit().streamId());
        return versions != null
                && versions.from() <= stored.commit().firstVersion()
                && versions.to() >= stored.commit().lastVersion();
    }

    /** Whether the commit that ends just before a version is known to be published, or waits. */
    boolean knowsBefore(StreamId stream, long version) {
        Versions versions = published.get(stream);
        if (version == 1 || (versions != null && versions.from() < version && versions.to() >= version - 1)) {
            return true;
        }
        NavigableMap<Long, StoredCommit> commits = waiting.get(stream);
        var before = commits == null ? null : commits.lowerEntry(version);
        return before != null && before.getValue().commit().lastVersion() == version - 1;
    }

    /** Nothing counts as published any more: the stream lost what it had. */
    void forgetPublished() {
        published.clear();
    }

    List<StoredCommit> take(int most, long mostBytes) {
        List<StoredCommit> batch = new ArrayList<>();
        long bytes = 0;
        for (var entry : waiting.entrySet()) {
            if (inFlight.contains(entry.getKey())) {
                continue;
            }
            StoredCommit first = entry.getValue().firstEntry().getValue();
            if (batch.size() == most || (!batch.isEmpty() && bytes + first.bytes().length > mostBytes)) {
                break;
            }
            batch.add(first);
            bytes += first.bytes().length;
        }
        batch.forEach(stored -> inFlight.add(stored.commit().streamId()));
        return batch;
    }

    void published(StoredCommit stored) {
        StreamId stream = stored.commit().streamId();
        inFlight.remove(stream);
        Versions fresh =
                new Versions(stored.commit().firstVersion(), stored.commit().lastVersion());
        published.merge(stream, fresh, Versions::and);
        NavigableMap<Long, StoredCommit> commits = waiting.get(stream);
        if (commits != null && commits.remove(stored.commit().firstVersion()) != null) {
            size--;
            forget(stored.commit().metadata());
            if (commits.isEmpty()) {
                waiting.remove(stream);
            }
        }
    }

    void putBack(StoredCommit stored) {
        inFlight.remove(stored.commit().streamId());
    }

    /** When the writer recorded the oldest of its commits that wait; null where none waits. */
    @Nullable
    Instant oldestOf(String writer) {
        NavigableMap<Instant, Integer> instants = recorded.get(writer);
        return instants == null ? null : instants.firstKey();
    }

    /** When the oldest commit that waits was recorded, by whomever; null where none waits. */
    @Nullable
    Instant oldest() {
        return recorded.values().stream()
                .map(SortedMap::firstKey)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private void forget(CommitMetadata metadata) {
        NavigableMap<Instant, Integer> instants = recorded.get(metadata.recordedBy());
        if (instants != null) {
            instants.computeIfPresent(metadata.recordedAt(), (instant, count) -> count == 1 ? null : count - 1);
            if (instants.isEmpty()) {
                recorded.remove(metadata.recordedBy());
            }
        }
    }

    /** The versions of a stream that this process saw published: one stretch without gaps. */
    private record Versions(long from, long to) {
        /** Those after a gap, or before, are a stretch of their own, and the fresh one counts. */
        Versions and(Versions fresh) {
            if (fresh.from > to + 1 || fresh.to < from - 1) {
                return fresh;
            }
            return new Versions(Math.min(from, fresh.from), Math.max(to, fresh.to));
        }
    }
}
