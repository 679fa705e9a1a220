package dev.orderflow.launcher.bench;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Pause;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.Suite;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.record.Journals;
import dev.orderflow.launcher.record.OrderRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * How fast a service that was stopped works off what came in meanwhile, compared with how fast it came in.
 *
 * <p>It is the notification service, because orders end without it, and because it writes more for an order than any other
 * service that they can end without: what it needs to know, letters, and a journal of its own.
 *
 * @param records that came in while it was stopped: every commit of every service is one
 * @param ingestPerSecond by the times in the journals, from the first of them to the last
 * @param levelSeconds from the start of its process until it had nothing more to do
 * @param workingSeconds of these, from its first effect on; what its own letters bring it to do is in it
 * @param perSecond records by working seconds
 */
record CatchUp(
        String service,
        int orders,
        long records,
        double ingestPerSecond,
        double levelSeconds,
        double workingSeconds,
        double perSecond) {
    private static final Service STOPPED = Service.NOTIFICATION;

    /** Counts the commits that took effect. */
    private static final String METER = "/actuator/metrics/orderflow.consumer.lag";

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    /** Several reads of the stream in a row brought nothing. */
    private static final Duration STILL = Duration.ofSeconds(3);

    /** A slow start and a slow catch-up. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** @param orders are placed and fulfilled while the service is stopped */
    static CatchUp of(Suite suite, Api edge, Load load, Journals journals, int orders) {
        suite.stop(STOPPED);
        LoadRound round = load.round("without it", orders);
        Waiting waiting = Waiting.since(round, journals);
        Api own = new Api(suite.layout().url(STOPPED));
        String operator = edge.token("operator", "");
        Level level = Workers.beside(() -> suite.start(STOPPED), () -> Level.of(own, operator, waiting.ofOrders));
        double working = level.working().toMillis() / 1000.0;
        return new CatchUp(
                STOPPED.module(),
                orders,
                waiting.records,
                Figures.perSecond(waiting.records, Duration.between(waiting.first, waiting.last)),
                level.afterStart().toMillis() / 1000.0,
                working,
                Figures.perSecond(waiting.records, level.working()));
    }

    double ratio() {
        return Figures.ratio(perSecond, ingestPerSecond);
    }

    /** What the journals got from the round's first order on. */
    private static final class Waiting {
        private final Instant first;
        private Instant last;
        private long records;
        private long ofOrders;

        private Waiting(Instant first) {
            this.first = first;
            this.last = first;
        }

        static Waiting since(LoadRound round, Journals journals) {
            Waiting waiting = new Waiting(round.orders().stream()
                    .map(OrderRecord::acceptedAt)
                    .min(Comparator.naturalOrder())
                    .orElseThrow());
            journals.read(commit -> {
                Instant at = commit.metadata().recordedAt();
                if (!at.isBefore(waiting.first)) {
                    waiting.records++;
                    waiting.ofOrders += commit.streamId().category().equals("order") ? 1 : 0;
                    waiting.last = at.isAfter(waiting.last) ? at : waiting.last;
                }
            });
            return waiting;
        }
    }

    /**
     * @param afterStart from the start of the process to its last effect
     * @param working from the last look without any effect to the last effect
     */
    private record Level(Duration afterStart, Duration working) {

        /** @param atLeast so many effects there are for sure */
        static Level of(Api own, String operator, long atLeast) {
            long began = System.nanoTime();
            long none = began;
            long changed = began;
            long before = 0;
            while (System.nanoTime() - began < PATIENCE.toNanos()) {
                long effects = effects(own, operator);
                long now = System.nanoTime();
                if (effects == 0) {
                    none = now;
                } else if (effects != before) {
                    changed = now;
                } else if (effects >= atLeast && now - changed > STILL.toNanos()) {
                    return new Level(Duration.ofNanos(changed - began), Duration.ofNanos(changed - none));
                }
                before = effects;
                Pause.of(LOOK_EVERY);
            }
            throw new SuiteException(STOPPED.module() + " was not level " + PATIENCE.toMinutes()
                    + " minutes after its start: " + before + " effects. Its log: .orderflow/bench/logs/"
                    + STOPPED.module() + ".log");
        }

        /** None also while it does not answer yet. */
        private static long effects(Api own, String operator) {
            try {
                return own.get(METER, operator)
                        .expected()
                        .required("measurements")
                        .get(0)
                        .required("value")
                        .asLong();
            } catch (SuiteException notYet) {
                return 0;
            }
        }
    }
}
