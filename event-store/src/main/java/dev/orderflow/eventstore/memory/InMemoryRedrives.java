package dev.orderflow.eventstore.memory;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.ParkedStreams.PastWish;
import dev.orderflow.eventstore.consumer.Redrives;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What operators wish of one application, in memory. */
final class InMemoryRedrives implements Redrives {
    private final Map<StreamId, Wish> open = new TreeMap<>();
    private final List<PastWish> past = new ArrayList<>();

    @Override
    public synchronized List<Wish> wished(int limit) {
        return open.values().stream().limit(limit).toList();
    }

    synchronized Wish wish(Wish wish) {
        Wish before = open.putIfAbsent(wish.stream(), wish);
        return before == null ? wish : before;
    }

    synchronized Optional<Wish> wished(StreamId stream) {
        return Optional.ofNullable(open.get(stream));
    }

    @Override
    public synchronized void skipping(Wish wish, Instant at) {
        Wish standing = open.get(wish.stream());
        if (standing == null || !standing.at().equals(wish.at())) {
            throw new IllegalStateException("Another worker is done with the redrive of " + wish.stream());
        }
        if (standing.skippedAt() == null) {
            open.put(wish.stream(), new Wish(standing.stream(), standing.by(), standing.at(), standing.skip(), at));
        }
    }

    @Override
    public synchronized void done(Wish wish, Done done) {
        past.removeIf(one ->
                one.wish().stream().equals(wish.stream()) && one.wish().at().equals(wish.at()));
        past.addFirst(new PastWish(wish, done));
        open.computeIfPresent(wish.stream(), (stream, standing) -> standing.at().equals(wish.at()) ? null : standing);
    }

    synchronized List<PastWish> history(StreamId stream, int limit) {
        return past.stream()
                .filter(one -> one.wish().stream().equals(stream))
                .limit(limit)
                .toList();
    }
}
