package dev.orderflow.eventstore.publication;

import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.StoredCommit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
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
    private final LinkedHashMap<StreamId, Long> publishedUpTo;
    private int size;

    Outbox(int streamsRemembered) {
        this.publishedUpTo = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<StreamId, Long> eldest) {
                return size() > streamsRemembered;
            }
        };
    }

    int size() {
        return size;
    }

    /** Adds a commit unless it is known to be published or waits already. */
    void offer(StoredCommit stored) {
        if (isPublished(stored)) {
            return;
        }
        StoredCommit before = waiting.computeIfAbsent(stored.commit().streamId(), stream -> new TreeMap<>())
                .putIfAbsent(stored.commit().firstVersion(), stored);
        if (before == null) {
            size++;
        }
    }

    boolean isPublished(StoredCommit stored) {
        return publishedUpTo.getOrDefault(stored.commit().streamId(), 0L)
                >= stored.commit().lastVersion();
    }

    /** Nothing counts as published any more: the stream lost what it had. */
    void forgetPublished() {
        publishedUpTo.clear();
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
        publishedUpTo.merge(stream, stored.commit().lastVersion(), Math::max);
        NavigableMap<Long, StoredCommit> commits = waiting.get(stream);
        if (commits != null && commits.remove(stored.commit().firstVersion()) != null) {
            size--;
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
        return oldest(metadata -> metadata.recordedBy().equals(writer));
    }

    /** When the oldest commit that waits was recorded, by whomever; null where none waits. */
    @Nullable
    Instant oldest() {
        return oldest(metadata -> true);
    }

    private @Nullable Instant oldest(Predicate<CommitMetadata> which) {
        return waiting.values().stream()
                .flatMap(commits -> commits.values().stream())
                .map(stored -> stored.commit().metadata())
                .filter(which)
                .map(CommitMetadata::recordedAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
