package dev.orderflow.simulation;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a service's journal holds, and what its index by writer shows already. */
final class DurableJournal {
    /** Well below what the publisher reckons with. */
    private static final int INDEX_LAGS_MILLIS = 20_000;

    final InMemoryJournal stored = new InMemoryJournal();
    private final Environment environment;
    private final Consumer<StoredCommit> appended;
    private final Map<String, Instant> indexed = new HashMap<>();

    /** @param appended hears of every commit that is new */
    DurableJournal(Environment environment, Consumer<StoredCommit> appended) {
        this.environment = environment;
        this.appended = appended;
    }

    /** Also for the threads of a test, which are not the simulation's. */
    synchronized AppendOutcome append(StoredCommit commit) {
        boolean again = indexed.containsKey(commit.commit().metadata().commitId());
        AppendOutcome outcome = stored.append(commit);
        if (outcome == AppendOutcome.VERSION_TAKEN && environment.isPlanted(Plant.UNCONDITIONAL_APPEND)) {
            appended.accept(commit);
            return AppendOutcome.APPENDED;
        }
        if (outcome == AppendOutcome.APPENDED && !again) {
            indexed.put(
                    commit.commit().metadata().commitId(),
                    environment.now().plus(Duration.ofMillis(environment.random.nextInt(INDEX_LAGS_MILLIS))));
            appended.accept(commit);
        }
        return outcome;
    }

    void read(StreamId stream, long afterVersion, Consumer<StoredCommit> reader) {
        stored.read(stream, afterVersion, reader);
    }

    void readBackwards(StreamId stream, long upTo, Predicate<StoredCommit> reader) {
        stored.readBackwards(stream, upTo, reader);
    }

    /** As the index shows it now. */
    void appended(String slot, Instant from, Instant before, Consumer<StoredCommit> reader) {
        stored.appended(slot, from, before, commit -> {
            Instant visible = indexed.get(commit.commit().metadata().commitId());
            if (visible != null && !visible.isAfter(environment.now())) {
                reader.accept(commit);
            }
        });
    }

    List<StoredCommit> everything() {
        return stored.everything();
    }
}
