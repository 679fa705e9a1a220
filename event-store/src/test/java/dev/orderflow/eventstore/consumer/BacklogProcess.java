package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.archive.BacklogArchiver;
import dev.orderflow.eventstore.view.StreamProjection;
import dev.orderflow.eventstore.view.Views;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works a backlog off in a JVM with a small heap, and prints from time to time how much of it is in use. */
final class BacklogProcess {
    /** As many as a read of a shard brings at most by default. */
    private static final int A_READ = 1_000;

    private static final int LOOKS = 10;

    private BacklogProcess() {}

    /** What works ({@code dispatcher}, {@code archiver} or {@code never-forgetting}), how many records. */
    public static void main(String[] args) {
        long records = Long.parseLong(args[1]);
        Table table = new Table(records);
        ShardHandler.Factory factory = switch (args[0]) {
            case "dispatcher" -> dispatcher(new Projection(table), table);
            case "archiver" -> BacklogArchiver.make();
            case "never-forgetting" -> dispatcher(new NeverForgetting(), table);
            default -> throw new IllegalArgumentException(args[0]);
        };
        work(new Backlog(records), records, factory.open("shard-0"));
        System.out.println("done " + table.applied);
    }

    private static ShardHandler.Factory dispatcher(Subscriber subscriber, Table table) {
        return new CommitDispatcher(
                List.of(subscriber), table, TransientFailures.CORE, ConsumerListener.NONE, InstantSource.system());
    }

    private static void work(Backlog backlog, long records, ShardHandler handler) {
        long nextLook = records / LOOKS;
        for (List<StreamRecord> read = backlog.next(A_READ); !read.isEmpty(); read = backlog.next(A_READ)) {
            handler.process(read);
            if (backlog.given() >= nextLook) {
                System.gc();
                long used =
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                System.out.println("used " + used / 1024);
                nextLook += records / LOOKS;
            }
        }
        handler.finish();
    }

    /** Stands for DynamoDB behind the network: one number for each order, however many there are. */
    private static final class Table implements Positions {
        private final byte[] positions;
        private final byte[] items;
        private long applied;

        Table(long records) {
            int orders = Math.toIntExact(records / Backlog.COMMITS_OF_AN_ORDER + 2_000);
            positions = new byte[orders];
            items = new byte[orders];
        }

        private static int index(StreamId stream) {
            return Integer.parseInt(stream.key());
        }

        @Override
        public synchronized Map<StreamId, Position> find(Collection<StreamId> streams) {
            Map<StreamId, Position> found = new HashMap<>();
            for (StreamId stream : streams) {
                if (positions[index(stream)] > 0) {
                    found.put(stream, new Position(positions[index(stream)], null));
                }
            }
            return found;
        }

        @Override
        public synchronized void advance(Map<StreamId, Rise> seen) {
            seen.forEach((stream, rise) -> positions[index(stream)] = (byte) rise.to());
        }

        synchronized boolean save(StreamId stream, long expected, long version) {
            if (items[index(stream)] != expected) {
                return false;
            }
            items[index(stream)] = (byte) version;
            applied += version - expected;
            return true;
        }

        synchronized long version(StreamId stream) {
            return items[index(stream)];
        }

        @Override
        public void park(StreamId stream, Parking parking) {
            throw new IllegalStateException("Nothing of a backlog is parked: " + stream + " " + parking);
        }

        @Override
        public void enqueue(StreamId stream, QueuedCommit commit) {
            throw new IllegalStateException("Nothing of a backlog is queued: " + stream);
        }

        @Override
        public List<QueuedCommit> queued(StreamId stream, int limit) {
            return List.of();
        }

        @Override
        public void dequeue(StreamId stream, QueuedCommit commit) {
            throw new IllegalStateException("Nothing of a backlog is queued: " + stream);
        }

        @Override
        public void unpark(StreamId stream) {
            throw new IllegalStateException("Nothing of a backlog is parked: " + stream);
        }
    }

    /** A read model with an item for each order, as services keep them. */
    private static final class Projection extends StreamProjection<String> {
        Projection(Table table) {
            super("orders", "order", new Items(table));
        }

        @Override
        protected String evolve(@Nullable String value, DomainEvent event, Context context) {
            return event + " as of " + context.version();
        }
    }

    private record Items(Table table) implements Views<String> {
        @Override
        public Optional<View<String>> find(String id) {
            long version = table.version(new StreamId("order", id));
            return version == 0 ? Optional.empty() : Optional.of(new View<>(id, version, "as of " + version));
        }

        @Override
        public Map<String, View<String>> findAll(Collection<String> ids) {
            Map<String, View<String>> found = new HashMap<>();
            ids.forEach(id -> find(id).ifPresent(view -> found.put(id, view)));
            return found;
        }

        @Override
        public boolean save(View<String> view, long expectedVersion) {
            return table.save(new StreamId("order", view.id()), expectedVersion, view.version());
        }

        @Override
        public Write<String> writing(View<String> view, long expectedVersion) {
            throw new UnsupportedOperationException("one item at a time");
        }

        @Override
        public Page<View<String>> query(Query query) {
            throw new UnsupportedOperationException("nobody asks");
        }
    }

    /** What must not be: everything that ever came is kept. */
    private static final class NeverForgetting implements Subscriber {
        private final Map<StreamId, List<Commit>> all = new HashMap<>();

        @Override
        public String name() {
            return "never-forgetting";
        }

        @Override
        public boolean wants(String category) {
            return true;
        }

        @Override
        public synchronized void apply(StreamId stream, List<Commit> commits) {
            all.computeIfAbsent(stream, first -> new ArrayList<>()).addAll(commits);
        }
    }
}
