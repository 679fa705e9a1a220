package dev.orderflow.eventstore.service.application.history;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.archive.StreamHistories;
import dev.orderflow.eventstore.archive.StreamHistories.KeptCommit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages through a stream's events, which are kept by commits of one to hundreds of them. */
public final class StreamHistory {
    /** Most commits hold one or two events, and the largest 400 KB: ten are a page's worth and never too much. */
    static final int COMMITS_AT_ONCE = 10;

    private final StreamHistories histories;

    public StreamHistory(StreamHistories histories) {
        this.histories = histories;
    }

    /** @param limit events at most, at least 1 */
    public Page read(StreamId stream, Place after, int limit) {
        List<HistoricEvent> events = new ArrayList<>();
        Place end = after;
        long from = after.commit();
        while (true) {
            List<KeptCommit> commits = histories.read(stream, from, COMMITS_AT_ONCE);
            for (KeptCommit commit : commits) {
                for (HistoricEvent event : HistoricEvent.of(commit)) {
                    if (event.version() <= after.version()) {
                        continue;
                    }
                    if (events.size() == limit) {
                        return new Page(events, end);
                    }
                    events.add(event);
                    end = new Place(commit.firstVersion(), event.version());
                }
            }
            if (commits.size() < COMMITS_AT_ONCE) {
                return new Page(events, null);
            }
            from = commits.getLast().firstVersion() + 1;
        }
    }

    /**
     * Where a page ended.
     *
     * @param commit first version of the commit that holds the page's last event: commits are found by it
     * @param version of the page's last event
     */
    public record Place(long commit, long version) {
        public static final Place START = new Place(1, 0);
    }

    /** @param end where the next page goes on, or null where this is the last */
    public record Page(List<HistoricEvent> events, @Nullable Place end) {
        public Page {
            events = List.copyOf(events);
        }
    }
}
