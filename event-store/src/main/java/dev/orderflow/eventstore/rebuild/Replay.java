package dev.orderflow.eventstore.rebuild;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.UnreadableCommitException;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.consumer.Concurrently;
import dev.orderflow.eventstore.consumer.Effects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Brings records to one projection, some at a time: different streams side by side, the commits of one in one call. It is
 * not the consumer runtime, and nothing but the projection hears of what it reads: no process, no automation, nothing that
 * calls or writes to anybody.
 */
final class Replay {
    /** Held at once, as text of 1 to 2 KB mostly; no object of the archive has more than 2,000. */
    private static final int MOST_RECORDS = 4_000;

    /** Streams in work at once: enough to hide a write of some milliseconds behind the others. */
    private static final int STREAMS_AT_ONCE = 16;

    private final ReadModel model;
    private final Effects effects;
    private final Concurrently concurrently =
            new Concurrently(Thread.ofVirtual().name("replay-", 0)::start, new Semaphore(STREAMS_AT_ONCE));
    private final Map<StreamId, List<ArchivedRecord>> waiting = new LinkedHashMap<>();
    private int records;

    Replay(ReadModel model, Effects effects) {
        this.model = model;
        this.effects = effects;
    }

    /** @return whether the record is one that the read model is built from */
    boolean add(ArchivedRecord record) {
        // The partition key is the stream's id: what is not of the category need not be unpacked.
        if (!record.partitionKey().startsWith(model.category() + "-")) {
            return false;
        }
        waiting.computeIfAbsent(StreamId.parse(record.partitionKey()), first -> new ArrayList<>())
                .add(record);
        records++;
        return true;
    }

    boolean isFull() {
        return records >= MOST_RECORDS;
    }

    /**
     * When it returns, the effects of all that was added are durable.
     *
     * @throws RebuildFailedException where no repetition helps
     */
    void flush() {
        List<Runnable> work = new ArrayList<>();
        waiting.forEach((stream, ofStream) -> work.add(() -> apply(stream, ofStream)));
        concurrently.run(work);
        waiting.clear();
        records = 0;
    }

    private void apply(StreamId stream, List<ArchivedRecord> ofStream) {
        List<Commit> commits = new ArrayList<>(ofStream.size());
        for (ArchivedRecord record : ofStream) {
            try {
                Commit commit = record.commit();
                if (!commit.streamId().equals(stream)) {
                    throw new RebuildFailedException(record + " holds " + commit);
                }
                commits.add(commit);
            } catch (UnreadableCommitException e) {
                if (record.header() == null) {
                    // No journal holds such bytes: somebody put them onto the stream past the services.
                    continue;
                }
                throw new RebuildFailedException("Cannot read " + record + ": " + e.getMessage());
            }
        }
        for (List<Commit> run : runs(commits)) {
            Effects.Failure failure = effects.apply(stream, run);
            if (failure != null) {
                throw new RebuildFailedException(
                        "Cannot apply " + run.getFirst() + " and what follows: " + failure.describe());
            }
        }
    }

    /**
     * Consecutive commits together, as the consumer runtime hands them over: what was published twice comes again in the
     * midst of others, and a projection takes the versions of one call to follow each other.
     */
    private static List<List<Commit>> runs(List<Commit> commits) {
        List<List<Commit>> runs = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= commits.size(); i++) {
            if (i == commits.size()
                    || commits.get(i).firstVersion() != commits.get(i - 1).lastVersion() + 1) {
                runs.add(commits.subList(from, i));
                from = i;
            }
        }
        return runs;
    }
}
