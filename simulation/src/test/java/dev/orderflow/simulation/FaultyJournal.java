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
        return node.call("append " + commit.commit(), () -> journal.append(commit));
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
