package dev.orderflow.launcher;

import dev.orderflow.infra.engine.EngineException;
import java.time.Duration;
import java.util.Locale;

/**
 * Everything back from the archive: each service makes its own tables again, one after the other, in a process that does
 * nothing else; then all start as usual.
 */
public final class Restore {
    /** A million records take a few minutes. */
    private static final Duration ONE_SERVICE_WITHIN = Duration.ofMinutes(60);

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** What a service logs now and then, and when it is done. */
    private static final String UNDER_WAY = "Restored ";

    private static final String DONE = "RESTORED";

    private final Suite suite;
    private final Progress progress;

    public Restore(Suite suite, Progress progress) {
        this.suite = suite;
        this.progress = progress;
    }

    /** @return from the first engine's start to the last service's readiness */
    public Duration run() {
        long began = System.nanoTime();
        try {
            Duration tablesTook = tables();
            suite.startServices();
            Duration all = Duration.ofNanos(System.nanoTime() - began);
            progress.heading(String.format(
                    Locale.ROOT,
                    "Restored: all tables within %.1f s, everything up within %.1f s",
                    tablesTook.toMillis() / 1000.0,
                    all.toMillis() / 1000.0));
            return all;
        } catch (RuntimeException failed) {
            Suite.stop(suite.layout());
            throw failed;
        }
    }

    /**
     * Starts the engines and makes the tables again; no service runs yet.
     *
     * @return how long the tables took
     */
    public Duration tables() {
        suite.startEnginesAsTheyAre();
        progress.heading("Making the tables again from the archive");
        long began = System.nanoTime();
        Service.eventSourced().forEach(this::restore);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void restore(Service service) {
        long began = System.nanoTime();
        RestoreLog log = RestoreLog.fromNowOn(suite.layout().log(Instance.first(service)));
        ServiceProcess process = suite.launchToRestore(service);
        while (process.isAlive()) {
            if (System.nanoTime() - began > ONE_SERVICE_WITHIN.toNanos()) {
                process.stop();
                throw new EngineException(
                        service.module() + " did not finish its restore in time: see " + process.log());
            }
            Pause.of(LOOK_EVERY);
            progress.moving(service.module(), log.newest(UNDER_WAY));
        }
        String said = log.newest(DONE);
        process.stop();
        if (said.isEmpty()) {
            throw new SuiteException(service.module() + " could not be restored; run ./orderflow restore again once the"
                    + " reason is gone, it goes on where it was. See " + process.log());
        }
        progress.done(service.module(), "its tables are back", Duration.ofNanos(System.nanoTime() - began));
        progress.line("      " + said.substring(DONE.length()).strip());
    }
}
