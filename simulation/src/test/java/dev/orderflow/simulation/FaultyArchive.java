package dev.orderflow.simulation;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.archive.Archive;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.archive.StreamHistories;
import dev.orderflow.eventstore.memory.InMemoryArchive;
import dev.orderflow.eventstore.memory.InMemoryStreamHistories;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The archive and the histories beside it, reached over the network. */
final class FaultyArchive implements Archive, ArchiveReader, StreamHistories {
    private final Node node;
    private final InMemoryArchive archive;
    private final InMemoryStreamHistories histories;

    FaultyArchive(Node node, InMemoryArchive archive, InMemoryStreamHistories histories) {
        this.node = node;
        this.archive = archive;
        this.histories = histories;
    }

    @Override
    public Optional<ArchiveObject> putIfAbsent(ArchiveObject object, byte[] content) {
        Optional<ArchiveObject> standing = node.call(
                "archive " + object.key() + " with " + object.records(), () -> archive.putIfAbsent(object, content));
        return node.environment.isPlanted(Plant.ARCHIVE_TAKES_OTHERS_FOR_OWN) ? Optional.empty() : standing;
    }

    @Override
    public void keys(Consumer<String> reader) {
        node.ask("list the archive", () -> "listed");
        archive.keys(reader);
    }

    @Override
    public void keysUnder(String prefix, Consumer<String> reader) {
        node.ask("list " + prefix, () -> "listed");
        // Who looks before writing meets a standing object only in a race; the planted bug is to do neither.
        if (!node.environment.isPlanted(Plant.ARCHIVE_TAKES_OTHERS_FOR_OWN)) {
            archive.keysUnder(prefix, reader);
        }
    }

    @Override
    public ArchiveObject read(String key, Consumer<ArchivedRecord> reader) {
        List<ArchivedRecord> records = new ArrayList<>();
        ArchiveObject object = node.ask("read " + key, () -> archive.read(key, records::add));
        records.forEach(reader);
        return object;
    }

    @Override
    public List<Kept> keep(List<ArchivedRecord> commits) {
        return node.call("keep " + commits.size() + " commits", () -> histories.keep(commits));
    }

    @Override
    public List<KeptCommit> read(StreamId stream, long fromVersion, int limit) {
        return node.ask("read the history of " + stream, () -> histories.read(stream, fromVersion, limit));
    }
}
