package dev.orderflow.launcher;

import dev.orderflow.infra.engine.HttpProbe;
import dev.orderflow.infra.engine.JavaHome;
import dev.orderflow.infra.engine.ManagedProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One service as a process of its own: started, watched until it is ready, stopped or killed. */
public final class ServiceProcess {
    /** A loaded machine with two cores starts seven JVMs at once. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    /** Longer than a service's own graceful stop, which hands over leases and drains its publication. */
    static final Duration STOPPED_WITHIN = Duration.ofSeconds(40);

    private final Layout layout;
    private final Instance instance;
    private final ManagedProcess process;
    private final long launchedAt;
    private Duration startUp = Duration.ZERO;

    private ServiceProcess(Layout layout, Instance instance, ManagedProcess process) {
        this.layout = layout;
        this.instance = instance;
        this.process = process;
        this.launchedAt = System.nanoTime();
    }

    /** Starts the process and returns at once. It outlives this JVM unless it is stopped: the suite stops in order. */
    static ServiceProcess launch(Layout layout, Instance instance, Map<String, String> environment) {
        Service service = instance.service();
        UnpackedApp app = UnpackedApp.of(layout, service);
        List<String> line = new ArrayList<>(List.of(
                JavaHome.java(),
                "-Xmx" + service.heapMegabytes() + "m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:+ExitOnOutOfMemoryError",
                // One process writes it at its end; a second one only reads.
                instance.slot() == 0 ? "-XX:+AutoCreateSharedArchive" : "-XX:-AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + app.sharedArchive(),
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // Uploads and the web server's work files stay in the suite's own folder too.
                "-Djava.io.tmpdir=" + layout.temporary(instance),
                "-jar",
                app.jar().toString()));
        line.addAll(service.arguments(layout));
        return new ServiceProcess(
                layout,
                instance,
                ManagedProcess.start(new ManagedProcess.Command(
                        instance.name(),
                        line,
                        environment,
                        layout.folders().data(),
                        layout.log(instance),
                        Optional.of(layout.pidFile(instance)),
                        Optional.empty(),
                        true,
                        STOPPED_WITHIN)));
    }

    public Service service() {
        return instance.service();
    }

    public Instance instance() {
        return instance;
    }

    /** From the start of the process to its first readiness. */
    public Duration startUp() {
        return startUp;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it ended with; empty while it runs. */
    public OptionalInt exitCode() {
        return process.exitCode();
    }

    public Path log() {
        return process.log();
    }

    /** Waits until the service says that it is ready. */
    ServiceProcess awaitReady() {
        URI health = layout.url(instance).resolve(instance.service().healthPath());
        process.awaitReady(() -> HttpProbe.answers(health, status -> status == 200), READY_WITHIN);
        startUp = Duration.ofNanos(System.nanoTime() - launchedAt);
        return this;
    }

    /** {@code kill -9}: no shutdown hook, no flush, nothing. */
    public void killHard() {
        process.kill();
    }

    /** Asks it to stop, waits, and only then insists. */
    public void stop() {
        process.stop();
    }
}
