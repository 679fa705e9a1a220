package dev.orderflow.launcher;

import dev.orderflow.infra.engine.Deletion;
import dev.orderflow.infra.engine.DynamoDbLocalEngine;
import dev.orderflow.infra.engine.Engine;
import dev.orderflow.infra.engine.EngineSettings;
import dev.orderflow.infra.engine.ManagedProcess;
import dev.orderflow.infra.engine.MiniStackEngine;
import dev.orderflow.launcher.record.Engines;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The whole suite as processes on this machine, which outlive this JVM until they are stopped. Starting is parallel
 * where it can be; stopping is in order: services first, so that they can hand over what they hold, then the engines, so
 * that these can save what they keep.
 */
public final class Suite implements AutoCloseable {
    private static final Duration ENGINE_STOPPED_WITHIN = Duration.ofSeconds(30);

    private final Layout layout;
    private final Progress progress;
    private final Map<String, String> environment;
    private final Map<Instance, ServiceProcess> services = new LinkedHashMap<>();
    private final Map<Engine, Duration> engines = new ConcurrentHashMap<>();

    public Suite(Layout layout, Progress progress) {
        this(layout, progress, Map.of());
    }

    /** @param environment what services are told otherwise than usually, such as where an engine is */
    public Suite(Layout layout, Progress progress, Map<String, String> environment) {
        this.layout = layout;
        this.progress = progress;
        this.environment = Map.copyOf(environment);
    }

    public Layout layout() {
        return layout;
    }

    /** Stops what an earlier run may have left, deletes all data and what was logged of it. */
    public static void forget(Layout layout) {
        stop(layout);
        Deletion.deleteTree(layout.folders().data());
        Deletion.deleteTree(layout.folders().logs());
    }

    /** Engines, then services; returns when all are ready. Where something does not start, nothing stays behind. */
    public Suite start() {
        stop(layout);
        try {
            startEngines();
            startServices();
            return this;
        } catch (RuntimeException failed) {
            stop(layout);
            throw failed;
        }
    }

    /** What they lost is neither noticed nor repaired: a restore does that. */
    public void startEnginesAsTheyAre() {
        progress.heading("Starting the engines");
        MiniStackEngine.install(layout.folders());
        inParallel(List.of(
                () -> timed("DynamoDB Local", layout.dynamoDb(), this::startDynamoDb),
                () -> timed("MiniStack", layout.miniStack(), this::startMiniStack)));
    }

    /** A process that makes the service's tables again and ends. */
    ServiceProcess launchToRestore(Service service) {
        return launchOnce(service, Map.of("ORDERFLOW_RESTORE_RUN", "true"));
    }

    /**
     * A process of the service that does one thing and ends, in the place of the one that runs usually.
     *
     * @param overrides environment variables that say what
     */
    public ServiceProcess launchOnce(Service service, Map<String, String> overrides) {
        UnpackedApp.prepare(layout, service);
        Map<String, String> told = new HashMap<>(Environment.of(layout, Instance.first(service)));
        told.putAll(environment);
        told.putAll(overrides);
        return ServiceProcess.launch(layout, Instance.first(service), told);
    }

    public void startEngines() {
        startEnginesAsTheyAre();
        try (Engines engines = Engines.of(layout)) {
            new LostData(engines, progress).repair();
        }
    }

    private Engine startDynamoDb() {
        return DynamoDbLocalEngine.start(
                EngineSettings.durable(layout.folders(), DynamoDbLocalEngine.NAME, layout.dynamoDbPort(), true));
    }

    private Engine startMiniStack() {
        return MiniStackEngine.start(
                EngineSettings.durable(layout.folders(), MiniStackEngine.NAME, layout.miniStackPort(), true));
    }

    public void startServices() {
        progress.heading("Starting the services, each a process of its own");
        List<Callable<ServiceProcess>> starts = new ArrayList<>();
        for (Service service : Service.values()) {
            UnpackedApp.prepare(layout, service);
        }
        for (Service service : Service.values()) {
            starts.add(() -> start(service));
        }
        inParallel(starts);
    }

    /** Starts one service and waits until it is ready; also after {@link #kill}. */
    public ServiceProcess start(Service service) {
        UnpackedApp.prepare(layout, service);
        return start(Instance.first(service));
    }

    /** A second instance joins the first one: it takes its share of the stream, and answers at a port of its own. */
    public ServiceProcess join(Service service) {
        Instance second = Instance.second(service);
        if (running(layout, second).isPresent()) {
            throw new SuiteException(second + " runs already: ./orderflow leave " + service.module() + " stops it");
        }
        UnpackedApp.prepare(layout, service);
        return start(second);
    }

    /**
     * The second instance stops in order: what it read is saved, and its share goes back to the first one.
     *
     * @return whether there was one
     */
    public static boolean leave(Layout layout, Service service) {
        Optional<ManagedProcess> process = running(layout, Instance.second(service));
        process.ifPresent(ManagedProcess::stop);
        return process.isPresent();
    }

    private ServiceProcess start(Instance instance) {
        Map<String, String> told = new HashMap<>(Environment.of(layout, instance));
        told.putAll(environment);
        ServiceProcess process = ServiceProcess.launch(layout, instance, told);
        synchronized (services) {
            services.put(instance, process);
        }
        process.awaitReady();
        progress.done(instance.name(), layout.url(instance).toString(), process.startUp());
        return process;
    }

    /** Stops one service in order, until it is started again. */
    public void stop(Service service) {
        process(service).stop();
    }

    /** {@code kill -9} of one service. */
    public void kill(Service service) {
        process(service).killHard();
    }

    public ServiceProcess process(Service service) {
        return process(Instance.first(service));
    }

    public ServiceProcess process(Instance instance) {
        synchronized (services) {
            ServiceProcess process = services.get(instance);
            if (process == null) {
                throw new IllegalStateException(instance + " was not started");
            }
            return process;
        }
    }

    public List<ServiceProcess> processes() {
        synchronized (services) {
            return List.copyOf(services.values());
        }
    }

    /** What each process that this suite started takes now: engines, then services. */
    public List<Footprint> footprints() {
        List<Footprint> all = new ArrayList<>();
        engines.forEach((engine, startUp) ->
                all.add(footprint(engine.name(), startUp, engine.process().pid())));
        all.sort(Comparator.comparing(Footprint::name));
        for (ServiceProcess process : processes()) {
            all.add(footprint(process.instance().name(), process.startUp(), process.pid()));
        }
        return all;
    }

    private static Footprint footprint(String name, Duration startUp, long pid) {
        return new Footprint(name, startUp, Memory.residentKilobytes(pid));
    }

    /** Stops everything, in order. Processes are found by their pid files, so nothing half-started is missed. */
    @Override
    public void close() {
        int stopped = stop(layout);
        progress.line("  stopped " + stopped + " processes");
    }

    /** Whether this layout's suite runs, started by whomever. */
    public static boolean isRunning(Layout layout) {
        return running(layout, Instance.first(Service.EDGE)).isPresent();
    }

    /**
     * Stops whatever runs of this layout, started by whomever.
     *
     * @return how many processes were stopped
     */
    public static int stop(Layout layout) {
        List<ManagedProcess> services = new ArrayList<>();
        for (Instance instance : Instance.all()) {
            running(layout, instance).ifPresent(services::add);
        }
        stopAll(services);
        List<ManagedProcess> engines = runningEngines(layout);
        stopAll(engines);
        return services.size() + engines.size();
    }

    /** Of all services and engines of this layout together; pages that they share count once for each. */
    public static long residentKilobytes(Layout layout) {
        List<ManagedProcess> all = new ArrayList<>(runningEngines(layout));
        for (Instance instance : Instance.all()) {
            running(layout, instance).ifPresent(all::add);
        }
        return all.stream()
                .mapToLong(process -> Memory.residentKilobytes(process.pid()))
                .sum();
    }

    static Optional<ManagedProcess> running(Layout layout, Instance instance) {
        return ManagedProcess.running(
                instance.name(), layout.pidFile(instance), layout.log(instance), ServiceProcess.STOPPED_WITHIN);
    }

    static List<ManagedProcess> runningEngines(Layout layout) {
        List<ManagedProcess> running = new ArrayList<>();
        for (String name : List.of(DynamoDbLocalEngine.NAME, MiniStackEngine.NAME)) {
            EngineSettings settings = EngineSettings.durable(layout.folders(), name, 0, true);
            ManagedProcess.running(name, settings.pidFile().orElseThrow(), settings.log(), ENGINE_STOPPED_WITHIN)
                    .ifPresent(running::add);
        }
        return running;
    }

    private static void stopAll(List<ManagedProcess> processes) {
        List<Callable<String>> stops = new ArrayList<>();
        for (ManagedProcess process : processes) {
            stops.add(() -> {
                process.stop();
                return process.name();
            });
        }
        inParallel(stops);
    }

    private Engine timed(String what, URI where, Callable<Engine> start) throws Exception {
        long began = System.nanoTime();
        Engine engine = start.call();
        Duration startUp = Duration.ofNanos(System.nanoTime() - began);
        engines.put(engine, startUp);
        progress.done(what, where.toString(), startUp);
        return engine;
    }

    private static <T> List<T> inParallel(List<Callable<T>> work) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new SuiteException("Could not start: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteException("Interrupted", e);
        }
    }
}
