package dev.orderflow.eventstore.memory;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Redrives;
import dev.orderflow.eventstore.consumer.Redrives.Wish;
import dev.orderflow.eventstore.json.Cursors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The positions of any number of applications, in memory. */
public final class InMemoryPositions implements ParkedStreams {
    private static final List<String> LIST = List.of("parked-streams");

    private final Map<String, OfApplication> applications = new TreeMap<>();
    private final Map<String, InMemoryRedrives> redrives = new TreeMap<>();

    /** The positions of one application; asked for twice, the same ones. */
    public synchronized Positions of(String application) {
        return applications.computeIfAbsent(application, OfApplication::new);
    }

    /** What operators wish of one application. */
    public synchronized Redrives redrivesOf(String application) {
        return wishes(application);
    }

    private InMemoryRedrives wishes(String application) {
        return redrives.computeIfAbsent(application, name -> new InMemoryRedrives());
    }

    @Override
    public synchronized Optional<ParkedStream> find(String application, StreamId stream) {
        List<ParkedStream> parked = new ArrayList<>();
        OfApplication positions = applications.get(application);
        if (positions != null) {
            positions.addParked(parked);
        }
        return parked.stream().filter(one -> one.stream().equals(stream)).findFirst();
    }

    @Override
    public synchronized int waiting(String application, StreamId stream, int countAtMost) {
        OfApplication positions = applications.get(application);
        return positions == null ? 0 : positions.queued(stream, countAtMost).size();
    }

    @Override
    public synchronized Wish wish(String application, Wish wish) {
        return wishes(application).wish(wish);
    }

    @Override
    public synchronized Optional<Wish> wished(String application, StreamId stream) {
        return wishes(application).wished(stream);
    }

    @Override
    public synchronized List<PastWish> history(String application, StreamId stream, int limit) {
        return wishes(application).history(stream, limit);
    }

    @Override
    public synchronized Page list(int limit, @Nullable String cursor) {
        ParkedStreams.checkLimit(limit);
        List<String> end = cursor == null ? List.of("", "") : Cursors.read(LIST, cursor, 2);
        List<ParkedStream> all = new ArrayList<>();
        applications.values().forEach(application -> application.addParked(all));
        List<ParkedStream> page = all.stream()
                .sorted(Comparator.comparing(InMemoryPositions::since).thenComparing(InMemoryPositions::name))
                .filter(parked -> cursor == null
                        || Instant.parse(end.get(0)).isBefore(since(parked))
                        || (end.get(0).equals(since(parked).toString())
                                && end.get(1).compareTo(name(parked)) < 0))
                .limit(limit + 1L)
                .toList();
        if (page.size() <= limit) {
            return new Page(page, null);
        }
        ParkedStream last = page.get(limit - 1);
        return new Page(
                page.subList(0, limit), Cursors.write(LIST, List.of(since(last).toString(), name(last))));
    }

    private static Instant since(ParkedStream parked) {
        return parked.parking().since();
    }

    private static String name(ParkedStream parked) {
        return parked.application() + "|" + parked.stream();
    }

    private static final class OfApplication implements Positions {
        private final String application;
        private final Map<StreamId, Position> positions = new HashMap<>();
        private final Map<StreamId, NavigableMap<Long, QueuedCommit>> queues = new HashMap<>();

        OfApplication(String application) {
            this.application = application;
        }

        @Override
        public synchronized Map<StreamId, Position> find(Collection<StreamId> streams) {
            Map<StreamId, Position> found = new HashMap<>();
            for (StreamId stream : streams) {
                Position position = positions.get(stream);
                if (position != null) {
                    found.put(stream, position);
                }
            }
            return found;
        }

        @Override
        public synchronized void advance(Map<StreamId, Rise> seen) {
            seen.forEach((stream, rise) -> positions.merge(
                    stream,
                    new Position(rise.to(), null),
                    (old, fresh) -> new Position(Math.max(old.seen(), fresh.seen()), old.parked())));
        }

        @Override
        public synchronized void park(StreamId stream, Parking parking) {
            positions.merge(stream, new Position(0, parking), (old, fresh) -> new Position(old.seen(), fresh.parked()));
        }

        @Override
        public synchronized void enqueue(StreamId stream, QueuedCommit commit) {
            queues.computeIfAbsent(stream, key -> new TreeMap<>()).putIfAbsent(commit.version(), commit);
        }

        @Override
        public synchronized List<QueuedCommit> queued(StreamId stream, int limit) {
            return queues.getOrDefault(stream, new TreeMap<>()).values().stream()
                    .limit(limit)
                    .toList();
        }

        @Override
        public synchronized void dequeue(StreamId stream, QueuedCommit commit) {
            queues.getOrDefault(stream, new TreeMap<>()).remove(commit.version());
        }

        @Override
        public synchronized void unpark(StreamId stream) {
            positions.computeIfPresent(stream, (key, position) -> new Position(position.seen(), null));
        }

        synchronized void addParked(List<ParkedStream> all) {
            positions.forEach((stream, position) -> {
                Parking parking = position.parked();
                if (parking != null) {
                    all.add(new ParkedStream(application, stream, position.seen(), parking));
                }
            });
        }
    }
}
