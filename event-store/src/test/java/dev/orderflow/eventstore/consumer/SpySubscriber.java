package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Notes what it was given; a test may have it fail first. */
class SpySubscriber implements Subscriber {
    /** Of each stream, the versions of each call: one inner list a call that succeeded. */
    private final Map<StreamId, List<List<Long>>> calls = new ConcurrentHashMap<>();

    private final Map<String, List<DomainEvent>> events = new ConcurrentHashMap<>();
    private Action action = (stream, commits) -> {};

    interface Action {
        void before(StreamId stream, List<Commit> commits);
    }

    SpySubscriber doing(Action before) {
        this.action = before;
        return this;
    }

    @Override
    public String name() {
        return "spy";
    }

    @Override
    public boolean wants(String category) {
        return category.equals("order");
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        action.before(stream, commits);
        calls.computeIfAbsent(stream, first -> new ArrayList<>())
                .add(commits.stream().map(Commit::firstVersion).toList());
        commits.forEach(commit -> events.put(stream + "@" + commit.firstVersion(), commit.events()));
    }

    /** What the commit held when it was applied last. */
    List<DomainEvent> eventsOf(String stream, long version) {
        return events.getOrDefault(stream + "@" + version, List.of());
    }

    List<List<Long>> callsOf(String stream) {
        return calls.getOrDefault(StreamId.parse(stream), List.of());
    }

    List<Long> versionsOf(String stream) {
        return callsOf(stream).stream().flatMap(List::stream).toList();
    }
}
