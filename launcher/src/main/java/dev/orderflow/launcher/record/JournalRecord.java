package dev.orderflow.launcher.record;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.NotificationEvent.Channel;
import dev.orderflow.events.NotificationEvent.NotificationRequested;
import dev.orderflow.events.NotificationEvent.NotificationSent;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All journals read once and summed up: what is on record, and what became of each order. */
public final class JournalRecord {
    private static final String ORDER = "order";

    private final Set<CommitKey> commits = new HashSet<>();
    private final Map<String, Long> eventsByCategory = new TreeMap<>();
    private final Map<String, OrderRecord> orders = new HashMap<>();
    private final Map<String, String> ordersByLetter = new HashMap<>();
    private final Set<String> sentLetters = new HashSet<>();
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

    /** @param commits those of one stream in order */
    static JournalRecord of(List<Commit> commits, Instant since) {
        JournalRecord all = new JournalRecord(since);
        commits.forEach(all::add);
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
        commit.events().forEach(this::addLetter);
    }

    private void addLetter(DomainEvent event) {
        switch (event) {
            case NotificationRequested asked
            when asked.channel() == Channel.EMAIL -> ordersByLetter.put(asked.notificationId(), asked.orderId());
            case NotificationSent sent -> sentLetters.add(sent.notificationId());
            default -> {}
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

    /** How many letters to its customer were sent for an order; orders with none are not in it. */
    public Map<String, Long> lettersSent() {
        return ordersByLetter.entrySet().stream()
                .filter(letter -> sentLetters.contains(letter.getKey()))
                .collect(Collectors.groupingBy(Map.Entry::getValue, Collectors.counting()));
    }

    /** Orders that have ended without exactly one letter about it. */
    public long customersNotToldOnce() {
        Map<String, Long> letters = lettersSent();
        return orders.entrySet().stream()
                .filter(order -> order.getValue().end().isPresent())
                .filter(order -> letters.getOrDefault(order.getKey(), 0L) != 1)
                .count();
    }
}
