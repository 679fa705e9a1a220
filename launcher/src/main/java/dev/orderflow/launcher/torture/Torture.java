package dev.orderflow.launcher.torture;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Layout;
import dev.orderflow.launcher.Pause;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.Suite;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.checker.Answers;
import dev.orderflow.launcher.checker.Checker;
import dev.orderflow.launcher.checker.Evidence;
import dev.orderflow.launcher.checker.EvidenceReader;
import dev.orderflow.launcher.proxy.Fate;
import dev.orderflow.launcher.record.Engines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** One run: a suite with no data yet, load and faults, rest, and the judgement of a checker that knows none of our code. */
public final class Torture {
    /** As many clients as keep two cores busy, besides what the faults cost. */
    private static final int CLIENTS = 4;

    private static final Duration BETWEEN_ACTIONS = Duration.ofMillis(300);

    /** Longer than a pause: a client that is more patient than the fault sees its end. */
    private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(20);

    private static final Duration TELL_EVERY = Duration.ofSeconds(5);

    private final Layout layout;
    private final TortureSettings settings;
    private final Progress progress;

    public Torture(Layout layout, TortureSettings settings, Progress progress) {
        this.layout = layout;
        this.settings = settings;
        this.progress = progress;
    }

    /** Deletes what an earlier run left, and leaves nothing running. What it wrote down stays, to be looked into. */
    public TortureReport run() {
        Suite.forget(layout);
        Path file = layout.folders().data().resolve("answers.jsonl");
        Fate fate = new Fate(new Random(settings.seed() + 2));
        try (Proxies proxies = Proxies.start(layout, fate);
                Suite suite = new Suite(layout, progress, proxies.environment());
                Engines engines = Engines.of(layout)) {
            suite.start();
            try (Answers answers = new Answers(file)) {
                return run(suite, engines, proxies, fate, answers, file);
            }
        }
    }

    private TortureReport run(Suite suite, Engines engines, Proxies proxies, Fate fate, Answers answers, Path file) {
        Api api = new Api(layout.url(Service.EDGE), CLIENT_PATIENCE);
        Shelf shelf = new Shelf(api, answers);
        Customers customers = new Customers(api, shelf, answers);
        Recoveries recoveries = new Recoveries(api);
        Signals signals = new Signals();
        Faults faults = new Faults(suite, new Shards(engines.kinesis()), recoveries, signals, settings, progress);
        customers.arrive();
        shelf.fill();

        progress.heading("Torture for " + settings.length().toSeconds() + " s, seed " + settings.seed());
        fate.become(settings.chances());
        try {
            torment(customers, faults, proxies);
        } finally {
            fate.become(Fate.Chances.NONE);
            signals.allGoOn();
        }

        progress.heading("No more faults: coming to rest");
        EvidenceReader reader = new EvidenceReader(engines.kinesis(), engines.s3(), layout.url(Service.GATEWAY));
        new Rest(api, shelf, reader, answers, progress).await(customers.accepted());

        progress.heading("Checking");
        Evidence evidence = reader.read(file);
        return new TortureReport(
                settings.seed(),
                customers.requests(),
                customers.accepted().size(),
                evidence.stream().size(),
                faults.kills.get(),
                faults.pauses.get(),
                faults.joins.get(),
                faults.splits.get(),
                faults.merges.get(),
                proxies.dropped(),
                recoveries.all(),
                Checker.violations(evidence));
    }

    /** Returns when the time is over and every process runs again. */
    private void torment(Customers customers, Faults faults, Proxies proxies) {
        AtomicBoolean closing = new AtomicBoolean();
        List<Future<?>> work = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                // Closed first: the threads have to be told before they are waited for.
                Ending _ = () -> {
                    closing.set(true);
                    faults.end();
                }) {
            for (int client = 0; client < CLIENTS; client++) {
                Random random = new Random(settings.seed() + 10 + client);
                work.add(threads.submit(() -> {
                    while (!closing.get()) {
                        customers.act(random);
                        Pause.of(BETWEEN_ACTIONS);
                    }
                }));
            }
            List<Future<?>> lanes =
                    List.of(threads.submit(faults::firstInstances), threads.submit(faults::secondInstancesAndShards));
            work.addAll(lanes);
            long until = System.nanoTime() + settings.length().toNanos();
            while (System.nanoTime() < until && lanes.stream().noneMatch(Future::isDone)) {
                Pause.of(TELL_EVERY);
                tell(customers, faults, proxies);
            }
            faults.end();
            // Load goes on until the last process is back, so that each has something to come back to.
            for (Future<?> lane : lanes) {
                try {
                    lane.get();
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException failure
                            ? failure
                            : new SuiteException("A fault failed: " + e.getCause(), e);
                }
            }
            closing.set(true);
            for (Future<?> each : work) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteException("Interrupted", e);
        } catch (ExecutionException e) {
            throw new SuiteException("The load ended: " + e.getCause(), e);
        }
    }

    private interface Ending extends AutoCloseable {
        @Override
        void close();
    }

    private void tell(Customers customers, Faults faults, Proxies proxies) {
        progress.line(String.format(
                "         %d requests, %d orders accepted, %d replies dropped, %d kills, %d pauses, %d joins",
                customers.requests(),
                customers.accepted().size(),
                proxies.dropped(),
                faults.kills.get(),
                faults.pauses.get(),
                faults.joins.get()));
    }
}
