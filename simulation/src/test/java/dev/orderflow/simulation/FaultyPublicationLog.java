package dev.orderflow.simulation;

import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.PublicationLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A service's publication marks and index by writer, reached over the network. */
final class FaultyPublicationLog implements PublicationLog {
    private final Node node;
    private final DurableJournal journal;

    FaultyPublicationLog(Node node, DurableJournal journal) {
        this.node = node;
        this.journal = journal;
    }

    @Override
    public Optional<Watermark> find(String slot) {
        Optional<Watermark> mark = node.ask("find the mark of " + slot, () -> journal.stored.find(slot));
        return node.environment.isPlanted(Plant.MARK_IS_FORGOTTEN) ? Optional.empty() : mark;
    }

    @Override
    public List<Watermark> all() {
        return node.ask("read all marks", journal.stored::all);
    }

    @Override
    public void save(Watermark right) {
        Watermark watermark = node.environment.isPlanted(Plant.MARK_RUNS_AHEAD)
                ? new Watermark(right.slot(), right.savedAt(), right.savedAt())
                : right;
        node.run("save " + watermark, () -> journal.stored.save(watermark));
    }

    @Override
    public void appended(String slot, Instant from, Instant before, Consumer<StoredCommit> reader) {
        List<StoredCommit> found = node.ask("what " + slot + " appended since " + from, () -> {
            List<StoredCommit> all = new ArrayList<>();
            journal.appended(slot, from, before, all::add);
            return all;
        });
        if (node.environment.isPlanted(Plant.SWEEPER_SKIPS_THE_NEWEST) && !found.isEmpty()) {
            found.removeLast();
        }
        found.forEach(reader);
    }
}
