package dev.orderflow.eventstore.verification;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.archive.ArchiveFixtures;
import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ArchiveObjects.Stored;
import dev.orderflow.eventstore.archive.Archiver;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryArchive;
import dev.orderflow.eventstore.memory.InMemoryStreamHistories;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.testing.TestCommits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Journals, stream and archive of a small shop, and the means to damage them. */
final class ArchivedShop implements JournalContents, StreamContents {
    static final String SHARD = "shard-0";

    /** Far later than everything, so that whatever lacks is missed. */
    Instant now = ArchiveFixtures.ARRIVED.plus(Duration.ofDays(400));

    final InMemoryArchive archive = new InMemoryArchive();
    final List<StoredCommit> journals = new ArrayList<>();
    final Map<String, List<StreamRecord>> stream = new LinkedHashMap<>();
    final TestCommits commits = TestCommits.ofANewWriter();
    private final ArchiveLedger ledger = new ArchiveLedger(new InMemoryViewStore().create(ArchiveLedger.DEFINITION));
    private final Archiver archiver =
            new Archiver(archive, archive, new InMemoryStreamHistories(), ledger, Duration.ofSeconds(5), () -> now);
    private final Path scratch;
    private long sequence = 98;
    private @Nullable StoredCommit late;

    ArchivedShop(Path scratch) {
        this.scratch = scratch;
    }

    /** Commits of new streams become one object. Sequence numbers pass from two digits to three on the way. */
    List<StoredCommit> archived(String shard, int count) {
        List<StoredCommit> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            added.add(commits.commit(TestCommits.newStream(), 1));
        }
        archive(shard, added);
        return added;
    }

    void archive(String shard, List<StoredCommit> added) {
        journals.addAll(added);
        publish(shard, added);
    }

    /** Into the stream and the archive, past every journal. */
    void publish(String shard, List<StoredCommit> added) {
        List<StreamRecord> records = new ArrayList<>();
        added.forEach(commit -> records.add(ArchiveFixtures.streamRecord(++sequence, commit)));
        stream.computeIfAbsent(shard, first -> new ArrayList<>()).addAll(records);
        ShardHandler handler = archiver.open(shard);
        handler.process(records);
        handler.finish();
    }

    /** In the order of their sequence numbers. */
    List<String> keys(String shard) {
        List<String> keys = new ArrayList<>();
        KeysInOrder inOrder = new KeysInOrder(keys::add, keys::add);
        archive.keys(inOrder::accept);
        inOrder.finish();
        return keys.stream().filter(key -> key.contains(shard)).toList();
    }

    /** The same metadata, another content. */
    void replaceContent(String key, byte[] content) {
        archive.tamper(key, new Stored(archive.fetch(key).object(), content));
    }

    /** Content and metadata of one key under another. */
    void move(Stored stored, String key) {
        ArchiveObject object = stored.object();
        archive.tamper(
                key,
                new Stored(
                        new ArchiveObject(
                                key,
                                object.shardId(),
                                object.firstSequence(),
                                object.lastSequence(),
                                object.firstArrivedAt(),
                                object.lastArrivedAt(),
                                object.records(),
                                object.commits(),
                                object.events(),
                                object.sha256(),
                                object.previous()),
                        stored.content()));
    }

    /** Appended to its journal after the journals were read. */
    void lateFor(StoredCommit commit) {
        late = commit;
    }

    Proof verify() {
        return verify((phase, done, total) -> {});
    }

    Proof verify(VerificationProgress progress) {
        return new ArchiveVerification(
                        archive, ledger, this, this, scratch, Duration.ofMinutes(15), () -> now, () -> now)
                .run("v-1", true, progress);
    }

    String text(String key) {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(archive.fetch(key).content()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void read(Consumer<StoredBytes> reader) {
        journals.forEach(stored -> reader.accept(bytes(stored)));
    }

    @Override
    public Optional<StoredBytes> find(StreamId stream, long firstVersion) {
        return Stream.concat(journals.stream(), Stream.ofNullable(late))
                .filter(stored -> stored.commit().streamId().equals(stream)
                        && stored.commit().firstVersion() == firstVersion)
                .findFirst()
                .map(ArchivedShop::bytes);
    }

    @Override
    public void read(Instant until, BiConsumer<String, StreamRecord> reader) {
        stream.forEach((shard, records) -> records.forEach(record -> reader.accept(shard, record)));
    }

    private static StoredBytes bytes(StoredCommit stored) {
        return new StoredBytes(
                stored.commit().streamId(),
                stored.commit().firstVersion(),
                stored.commit().metadata().recordedAt(),
                stored.bytes());
    }
}
