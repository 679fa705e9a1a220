package dev.orderflow.eventstore.publication;

import dev.orderflow.eventstore.journal.StoredCommit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A publication log whose index does not show some commits yet; counts how many it showed, and lets
 * something happen after each. */
final class LaggingLog implements PublicationLog {
    private final PublicationLog log;
    private Predicate<StoredCommit> hidden = stored -> false;
    private Runnable afterEach = () -> {};
    private int reads;

    LaggingLog(PublicationLog log) {
        this.log = log;
    }

    void hide(Predicate<StoredCommit> commits) {
        hidden = commits;
    }

    void afterEach(Runnable action) {
        afterEach = action;
    }

    int reads() {
        return reads;
    }

    @Override
    public Optional<Watermark> find(String slot) {
        return log.find(slot);
    }

    @Override
    public List<Watermark> all() {
        return log.all();
    }

    @Override
    public void save(Watermark watermark) {
        log.save(watermark);
    }

    @Override
    public void appended(String slot, Instant from, Instant before, Consumer<StoredCommit> reader) {
        log.appended(slot, from, before, stored -> {
            if (!hidden.test(stored)) {
                reads++;
                reader.accept(stored);
                afterEach.run();
            }
        });
    }
}
