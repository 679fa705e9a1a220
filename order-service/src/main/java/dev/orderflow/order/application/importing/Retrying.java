package dev.orderflow.order.application.importing;

import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.StoppingException;
import dev.orderflow.eventstore.journal.CommitTooLargeException;
import dev.orderflow.order.application.importing.ImportRecord.WorkedOnElsewhereException;
import java.time.Duration;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tries again, with longer and longer pauses: an outage or overload of seconds must not end a run of minutes. */
final class Retrying {
    /** With the pauses between them about half a minute; past it the run ends, and a new one begins later. */
    private static final int ATTEMPTS = 8;

    /** A crowd that is gone after a moment is every day's business. */
    private static final int WORTH_A_WARNING = 4;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    private static final Logger log = LoggerFactory.getLogger(Retrying.class);

    private final Patience patience;

    Retrying(Patience patience) {
        this.patience = patience;
    }

    /** @param work gets the number of the attempt, from 1 */
    <T> T call(String what, IntFunction<T> work) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            patience.check();
            try {
                return work.apply(attempt);
            } catch (StoppingException | WorkedOnElsewhereException | CommitTooLargeException e) {
                throw e;
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                log.atLevel(attempt < WORTH_A_WARNING ? Level.DEBUG : Level.WARN)
                        .log("Could not {}, trying again in {} ms: {}", what, pause.toMillis(), e.toString());
            }
            patience.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }
}
