package dev.orderflow.order.application;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.order.domain.OrderExamples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Commits as they come from the stream: one a second from when the example order was placed. */
public final class OrderCommits {
    private OrderCommits() {}

    @SafeVarargs
    public static List<Commit> of(StreamId stream, List<? extends DomainEvent>... decisions) {
        return of(stream, List.of(decisions));
    }

    public static List<Commit> of(StreamId stream, List<? extends List<? extends DomainEvent>> decisions) {
        List<Commit> commits = new ArrayList<>();
        long version = 1;
        for (List<? extends DomainEvent> events : decisions) {
            commits.add(commit(stream, version, OrderExamples.PLACED_AT.plusSeconds(commits.size()), events));
            version += events.size();
        }
        return commits;
    }

    public static Commit commit(StreamId stream, long firstVersion, Instant at, List<? extends DomainEvent> events) {
        return new Commit(
                stream,
                firstVersion,
                List.copyOf(events),
                new CommitMetadata("c-" + stream + "@" + firstVersion, at, "test-0", "correlation", "cause", null));
    }
}
