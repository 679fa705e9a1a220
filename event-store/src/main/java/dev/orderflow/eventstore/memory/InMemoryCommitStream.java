package dev.orderflow.eventstore.memory;

import dev.orderflow.events.Commit;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.CommitStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream in memory, one shard. A listener hears every record from the first one on, in order, whenever it comes.
 *
 * <p>A listener that fails has no influence on the put, as with the real stream: what it threw is kept for the test to
 * ask for, and the record counts as heard.
 */
public final class InMemoryCommitStream implements CommitStream {
    private static final Logger log = LoggerFactory.getLogger(InMemoryCommitStream.class);

    private final InstantSource clock;
    private final CommitCodec codec = CommitCodec.standard();
    private final List<StreamRecord> records = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final List<RuntimeException> failures = new ArrayList<>();
    private boolean delivering;

    public InMemoryCommitStream(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized List<Boolean> put(List<StoredCommit> batch) {
        CommitStream.checkOneOfEachStream(batch);
        for (StoredCommit stored : batch) {
            records.add(new StreamRecord(
                    Long.toString(records.size() + 1L),
                    stored.commit().streamId().toString(),
                    stored.bytes().clone(),
                    clock.instant()));
        }
        deliver();
        return batch.stream().map(stored -> true).toList();
    }

    /** Hands on every record there is, then each new one as it is put. */
    public synchronized void listen(Consumer<StreamRecord> listener) {
        listeners.add(new Listener(listener));
        deliver();
    }

    /** Hands each commit that the subscriber wants to it, one by one: a consumer runtime that nothing ever disturbs. */
    public void subscribe(Subscriber subscriber) {
        listen(record -> {
            Commit commit = codec.decode(record.data());
            if (subscriber.wants(commit.streamId().category())) {
                subscriber.apply(commit.streamId(), List.of(commit));
            }
        });
    }

    /** Every record, as it was put. */
    public synchronized List<StreamRecord> records() {
        return List.copyOf(records);
    }

    /** Every commit, in the order in which it was put. */
    public List<Commit> commits() {
        return records().stream().map(record -> codec.decode(record.data())).toList();
    }

    /** What listeners threw, oldest first. */
    public synchronized List<RuntimeException> failures() {
        return List.copyOf(failures);
    }

    /** A listener may put in turn: what it puts is handed on after what was there before, to everyone. */
    private void deliver() {
        if (delivering) {
            return;
        }
        delivering = true;
        try {
            while (listeners.stream().anyMatch(listener -> listener.heard < records.size())) {
                List.copyOf(listeners).forEach(this::handNext);
            }
        } finally {
            delivering = false;
        }
    }

    private void handNext(Listener listener) {
        if (listener.heard == records.size()) {
            return;
        }
        StreamRecord record = records.get(listener.heard++);
        try {
            listener.consumer.accept(record);
        } catch (RuntimeException e) {
            failures.add(e);
            log.error("A listener failed for {}: {}", record, e.toString());
        }
    }

    private static final class Listener {
        private final Consumer<StreamRecord> consumer;
        private int heard;

        Listener(Consumer<StreamRecord> consumer) {
            this.consumer = consumer;
        }
    }
}
