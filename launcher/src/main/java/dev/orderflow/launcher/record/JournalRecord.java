package dev.orderflow.launcher.record;

import dev.orderflow.events.Commit;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All journals read once and summed up: what is on record, and what became of each order. */
public final class JournalRecord {
    private static final String ORDER = "order";

    private final Set<CommitKey> commits = new HashSet<>();
    private final Map<String, Long> eventsByCategory = new TreeMap<>();
    private final Map<String, OrderRecord> orders = new HashMap<>();
    private final Instant since;
    private long eventsSince;

    private JournalRecord(Instant since) {
        this.since = since;
    }

    /** @param since from when on {@link #eventsSince} counts */
    public static JournalRecord read(Journals journals, Instant since) {
        JournalRecord all = new JournalRecord(since);
        journals.read(all::add);
        return all;
    }

    private void add(Commit commit) {
        commits.add(new CommitKey(commit.streamId(), commit.firstVersion()));
        String category = commit.streamId().category();
        eventsByCategory.merge(category, (long) commit.events().size(), Long::sum);
        if (!commit.metadata().recordedAt().isBefore(since)) {
            eventsSince += commit.events().size();
        }
        if (category.equals(ORDER)) {
            OrderRecord before = orders.get(commit.streamId().key());
            orders.put(commit.streamId().key(), before == null ? OrderRecord.startedBy(commit) : before.with(commit));
        }
    }

    public Set<CommitKey> commits() {
        return commits;
    }

    public Map<String, Long> eventsByCategory() {
        return eventsByCategory;
    }

    public long eventsSince() {
        return eventsSince;
    }

    /** By order id. */
    public Map<String, OrderRecord> orders() {
        return orders;
    }

    public long ordersUnderWay() {
        return orders.values().stream().filter(order -> order.end().isEmpty()).count();
    }
}
