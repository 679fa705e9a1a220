package dev.orderflow.eventstore.consumer;

import dev.orderflow.eventstore.consumer.Positions.Kind;
import dev.orderflow.eventstore.consumer.Positions.Parking;
import dev.orderflow.eventstore.consumer.Positions.QueuedCommit;
import dev.orderflow.eventstore.consumer.Redrives.Done;
import dev.orderflow.eventstore.consumer.Redrives.End;
import dev.orderflow.eventstore.consumer.Redrives.Skip;
import dev.orderflow.eventstore.consumer.Redrives.Wish;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One wish of an operator's, carried out: what waits of a poisoned stream is applied in order, but for the one commit that
 * is to be left out, until nothing waits or one fails again. Wherever it stops, coming again does no harm.
 */
final class Redrive {
    /** Read and applied in one go, 20 each, before what arrives has its turn again: below a second where all is well. */
    private static final int PAGES = 5;

    private static final Logger log = LoggerFactory.getLogger(Redrive.class);

    private final Redrives redrives;
    private final StreamWork work;
    private final StreamWork.Tools tools;
    private Wish wish;

    Redrive(Wish wish, Redrives redrives, StreamWork work, StreamWork.Tools tools) {
        this.wish = wish;
        this.redrives = redrives;
        this.work = work;
        this.tools = tools;
    }

    /** @throws StoppingException where this worker stops: the wish stands */
    void run() {
        if (!work.progress().isParkedAs(Kind.POISON)) {
            end(End.NOT_PARKED, "It was not parked as poison any more");
            return;
        }
        for (int page = 0; page < PAGES; page++) {
            List<QueuedCommit> queued = work.queued();
            if (queued.isEmpty()) {
                work.unpark();
                end(End.GOES_ON, "All that waited is done");
                return;
            }
            for (QueuedCommit next : queued) {
                if (!(wish.skips(next.version()) ? leaveOut(next) : work.drainOne(next))) {
                    Parking again = Objects.requireNonNull(work.progress().parking(), "it stopped for a reason");
                    end(again.kind() == Kind.GAP ? End.WAITS_FOR_MISSING : End.PARKED_AGAIN, again.cause());
                    return;
                }
            }
        }
    }

    private boolean leaveOut(QueuedCommit commit) {
        Skip skip = Objects.requireNonNull(wish.skip());
        Instant now = tools.clock().instant();
        tools.patience().untilDone("note what is left out of " + work.stream(), () -> redrives.skipping(wish, now));
        wish = wish.skippedAt(now);
        log.warn("{} leaves out version {} of {}: {}", wish.by(), skip.version(), work.stream(), skip.reason());
        if (!work.leaveOut(commit, skip.reason())) {
            return false;
        }
        tools.listener().skipped(work.stream(), skip);
        return true;
    }

    private void end(End end, String detail) {
        Done done = new Done(end, work.progress().seen(), detail, tools.clock().instant());
        tools.patience().untilDone("keep what became of " + work.stream(), () -> redrives.done(wish, done));
        tools.listener().redriven(work.stream(), end);
        log.info("Redrive of {} by {}: {} after version {}", work.stream(), wish.by(), end, done.seen());
    }
}
