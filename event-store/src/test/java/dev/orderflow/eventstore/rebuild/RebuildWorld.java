package dev.orderflow.eventstore.rebuild;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.archive.ArchiveFixtures;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.consumer.CommitDispatcher;
import dev.orderflow.eventstore.consumer.ConsumerListener;
import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.Redrives;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.ShardKeys;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.consumer.TransientFailures;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryArchive;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.rebuild.ReadModel.Scope;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.eventstore.view.StreamProjection;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.Views;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Journals, a stream of one shard, its archive, and any number of instances of one service that has one read model. */
final class RebuildWorld {
    static final String SHARD = "shardId-000000000000";
    static final ViewDefinition<Seen> TABLE = new ViewDefinition<>("seen", Seen.class, List.of());

    /** Small steps, so that a test takes little time. */
    private static final Pace FAST = new Pace(
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(20),
            Duration.ofMillis(10),
            Duration.ofMillis(20),
            Duration.ofMillis(300));

    private static final int RECORDS_AN_OBJECT = 10;
    private static final int RECORDS_A_READ = 500;

    final InMemoryJournal journal = new InMemoryJournal();
    final InMemoryViewStore store = new InMemoryViewStore();
    final Rebuilds rebuilds = new Rebuilds(store, store, InstantSource.system());
    final InMemoryArchive archive = new InMemoryArchive();
    final InMemoryPositions positions = new InMemoryPositions();
    final AtomicLong sideEffects = new AtomicLong();
    private final TestCommits commits = TestCommits.ofANewWriter();
    private final List<StreamRecord> stream = new ArrayList<>();
    private final List<Instance> instances = new CopyOnWriteArrayList<>();
    private int archived;

    /** @param sum of all versions: a version left out or taken twice shows */
    record Seen(long events, long sum) {}

    static final ReadModel MODEL = new ReadModel(
            "seen",
            "order",
            "orders",
            Scope.ONE_STREAM,
            List.of(TABLE),
            (views, transactions) -> new SeenProjection(views.create(TABLE)));

    private static final class SeenProjection extends StreamProjection<Seen> {
        SeenProjection(Views<Seen> views) {
            super("seen", "order", views);
        }

        @Override
        protected Seen evolve(@Nullable Seen seen, DomainEvent event, Context context) {
            return seen == null
                    ? new Seen(1, context.version())
                    : new Seen(seen.events() + 1, seen.sum() + context.version());
        }
    }

    synchronized void append(StreamId of, long version) {
        StoredCommit commit = commits.commit(of, version);
        journal.append(commit);
        publish(commit);
    }

    synchronized void publish(StoredCommit commit) {
        stream.add(ArchiveFixtures.streamRecord(stream.size() + 1, commit));
    }

    /** Writes whole objects from what the stream has and the archive has not. */
    synchronized void archiveMore() {
        while (stream.size() - archived >= RECORDS_AN_OBJECT) {
            List<ArchivedRecord> records = stream.subList(archived, archived + RECORDS_AN_OBJECT).stream()
                    .map(record -> ArchivedRecord.of(SHARD, record, CommitCodec.standard()))
                    .toList();
            ArchiveFixtures.Sealed sealed = ArchiveFixtures.seal(records);
            archive.putIfAbsent(sealed.object(), sealed.content());
            archived += RECORDS_AN_OBJECT;
        }
    }

    /** The archive never gets what the stream holds so far. */
    synchronized void loseForTheArchive() {
        archived = stream.size();
    }

    synchronized List<StreamRecord> after(@Nullable String sequence, int most) {
        int from = sequence == null ? 0 : Integer.parseInt(sequence);
        return List.copyOf(stream.subList(from, Math.min(stream.size(), from + most)));
    }

    synchronized int records() {
        return stream.size();
    }

    Instance instance(String name) {
        return new Instance(name, archive::read);
    }

    /** How an instance reads an object. */
    interface Reading {
        ArchiveObject read(String key, Consumer<ArchivedRecord> reader);
    }

    Instance instance(String name, Reading reading) {
        return new Instance(name, reading);
    }

    /** One process of the service. */
    final class Instance {
        final ReadModels models = new ReadModels("orders", List.of(MODEL), rebuilds, store, store, FAST);
        final Patience patience = new Patience();
        private final Patience consuming = new Patience();
        private final Rebuilder rebuilder;
        private volatile boolean lease;
        private @Nullable Thread consumer;

        private Instance(String name, Reading reading) {
            instances.add(this);
            Sources sources = new Sources(
                    new ArchiveReader() {
                        @Override
                        public void keys(Consumer<String> reader) {
                            archive.keys(reader);
                        }

                        @Override
                        public void keysUnder(String prefix, Consumer<String> reader) {
                            archive.keysUnder(prefix, reader);
                        }

                        @Override
                        public ArchiveObject read(String key, Consumer<ArchivedRecord> reader) {
                            return reading.read(key, reader);
                        }
                    },
                    new Tail(),
                    service -> new Audit(),
                    TransientFailures.CORE);
            rebuilder = new Rebuilder(models, rebuilds, store, sources, name, patience);
        }

        void lookForRebuilds() {
            rebuilder.start();
        }

        void stopRebuilding() {
            rebuilder.close();
        }

        /** Takes the shard's lease and reads on from where the one before had come. */
        void consume(AtomicLong checkpoint) {
            lease = true;
            Subscriber process = new SideEffects();
            ShardHandler handler = new CommitDispatcher(
                            List.of(models.projection("seen"), process),
                            models.audience(List.of(models.projection("seen"), process), TransientFailures.CORE),
                            positions.of("orders"),
                            TransientFailures.CORE,
                            ConsumerListener.NONE,
                            InstantSource.system(),
                            consuming,
                            Redrives.NONE,
                            ShardKeys.ONE_SHARD)
                    .open(SHARD);
            consumer = Thread.ofPlatform().daemon().start(() -> {
                while (lease) {
                    List<StreamRecord> batch = after(Long.toString(checkpoint.get()), 7);
                    String durable = handler.process(batch);
                    if (durable != null) {
                        checkpoint.accumulateAndGet(Long.parseLong(durable), Math::max);
                    } else if (!batch.isEmpty()) {
                        checkpoint.set(Long.parseLong(batch.getLast().sequenceNumber()));
                    } else {
                        LockSupport.parkNanos(1_000_000);
                    }
                }
                handler.finish();
            });
        }

        void loseLease() throws InterruptedException {
            lease = false;
            if (consumer != null) {
                consumer.join();
            }
        }

        Drift compare(ModelVersion version) {
            return new DriftCheck(MODEL, version, new Audit(), patience, Duration.ofMillis(5), () -> {}).run();
        }

        Seen read(StreamId of) {
            return models.views(TABLE).find(of.key()).orElseThrow().value();
        }
    }

    private final class SideEffects implements Subscriber {
        @Override
        public String name() {
            return "sends-mail";
        }

        @Override
        public boolean wants(String category) {
            return category.equals("order");
        }

        @Override
        public void apply(StreamId of, List<Commit> commitsOf) {
            sideEffects.addAndGet(commitsOf.size());
        }
    }

    private final class Tail implements StreamTail {
        @Override
        public List<Shard> shards() {
            return List.of(new Shard(SHARD, List.of()));
        }

        @Override
        public Batch read(String shardId, @Nullable String after) {
            List<StreamRecord> found = after(after, RECORDS_A_READ);
            return new Batch(found, found.size() < RECORDS_A_READ, false);
        }
    }

    private final class Audit implements JournalAudit {
        @Override
        public void streams(String category, Consumer<StreamId> reader) {
            journal.streams(category, reader);
        }

        @Override
        public Journal journal() {
            return journal;
        }
    }

    void close() throws InterruptedException {
        for (Instance instance : instances) {
            instance.consuming.stop();
            instance.loseLease();
            instance.stopRebuilding();
        }
    }

    Rebuild awaitEnd(String id) {
        Await.until(() -> rebuilds.find(id).orElseThrow().value().phase().isEnded());
        return rebuilds.find(id).orElseThrow().value();
    }
}
