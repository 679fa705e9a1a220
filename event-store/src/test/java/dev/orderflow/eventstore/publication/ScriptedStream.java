package dev.orderflow.eventstore.publication;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.StoredCommit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A stream that keeps what it took, and answers each put as it is told. */
final class ScriptedStream implements CommitStream {
    enum Answer {
        TAKEN,
        REFUSED,
        /** The put reached the stream and its reply did not come back. */
        TAKEN_REPLY_LOST,
        /** The put did not reach the stream. */
        NO_ANSWER
    }

    private final List<StoredCommit> taken = new ArrayList<>();
    private Function<StoredCommit, Answer> script = commit -> Answer.TAKEN;
    private int puts;

    void answer(Function<StoredCommit, Answer> next) {
        script = next;
    }

    @Override
    public synchronized List<Boolean> put(List<StoredCommit> batch) {
        CommitStream.checkOneOfEachStream(batch);
        puts++;
        List<Boolean> results = new ArrayList<>();
        boolean answered = true;
        for (StoredCommit commit : batch) {
            Answer answer = script.apply(commit);
            switch (answer) {
                case TAKEN -> {
                    taken.add(commit);
                    results.add(true);
                }
                case REFUSED -> results.add(false);
                case TAKEN_REPLY_LOST -> {
                    taken.add(commit);
                    answered = false;
                }
                case NO_ANSWER -> answered = false;
            }
        }
        if (!answered) {
            throw new IllegalStateException("no reply");
        }
        return results;
    }

    synchronized int puts() {
        return puts;
    }

    synchronized List<StoredCommit> taken() {
        return List.copyOf(taken);
    }

    /** The versions of a stream in the order in which each came for the first time. */
    synchronized List<Long> firstOccurrences(StreamId stream) {
        return taken.stream()
                .filter(stored -> stored.commit().streamId().equals(stream))
                .map(stored -> stored.commit().firstVersion())
                .distinct()
                .toList();
    }

    synchronized Map<StreamId, List<Long>> firstOccurrences() {
        Map<StreamId, List<Long>> all = new LinkedHashMap<>();
        taken.forEach(stored -> all.computeIfAbsent(stored.commit().streamId(), this::firstOccurrences));
        return all;
    }
}
