package dev.orderflow.simulation;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A service's journal, reached over the network. */
final class FaultyJournal implements Journal {
    private final Node node;
    private final DurableJournal journal;

    FaultyJournal(Node node, DurableJournal journal) {
        this.node = node;
        this.journal = journal;
    }

    @Override
    public AppendOutcome append(StoredCommit commit) {
        try {
            return node.call("append " + commit.commit(), () -> journal.append(commit));
        } catch (Outage e) {
            if (node.environment.isPlanted(Plant.LOST_REPLY_MEANS_NOT_DONE)) {
                return AppendOutcome.VERSION_TAKEN;
            }
            throw e;
        }
    }

    @Override
    public void read(StreamId stream, long afterVersion, Consumer<StoredCommit> reader) {
        List<StoredCommit> found = new ArrayList<>();
        node.ask("read " + stream + " after " + afterVersion, () -> {
            journal.read(stream, afterVersion, found::add);
            return found;
        });
        found.forEach(reader);
    }

    @Override
    public void readBackwards(StreamId stream, long upTo, Predicate<StoredCommit> reader) {
        node.ask("read " + stream + " backwards from " + upTo, () -> "one page");
        journal.readBackwards(stream, upTo, reader);
    }
}
