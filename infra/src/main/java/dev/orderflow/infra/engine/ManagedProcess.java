package dev.orderflow.infra.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A child process with a log file, a bounded start and an orderly stop.
 *
 * <p>A process that is not {@linkplain Command#detached() detached} is stopped when this JVM exits. Its standard input
 * is a pipe held by this JVM: the engines watch it and stop when it ends, so they do not outlive a JVM that was killed.
 * A terminal's Ctrl-C reaches only this JVM, which then stops its children in the order that it needs.
 */
public final class ManagedProcess {

    private static final Duration POLL = Duration.ofMillis(50);

    /** What to show of a log when something fails: the cause is nearly always in the last lines. */
    private static final int TAIL_LINES = 40;

    private static final Set<ManagedProcess> ATTACHED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ManagedProcess::stopAttached, "stop-engines"));
    }

    private final String name;
    private final ProcessHandle handle;
    private final Optional<Process> child;
    private final Path log;
    private final Duration grace;
    private final List<Path> ownedFiles;

    private ManagedProcess(
            String name,
            ProcessHandle handle,
            Optional<Process> child,
            Path log,
            Duration grace,
            List<Path> ownedFiles) {
        this.name = name;
        this.handle = handle;
        this.child = child;
        this.log = log;
        this.grace = grace;
        this.ownedFiles = ownedFiles;
    }

    /**
     * @param line the program and its arguments
     * @param environment what is added to this JVM's own environment
     * @param log where output goes; it is appended to
     * @param pidFile written at the start, removed at the stop; tells later runs what is still there
     * @param scratch a folder that is deleted with the process, for state that nobody keeps
     * @param detached whether it goes on when this JVM ends
     * @param grace how long an orderly stop may take before the process is killed
     */
    public record Command(
            String name,
            List<String> line,
            Map<String, String> environment,
            Path folder,
            Path log,
            Optional<Path> pidFile,
            Optional<Path> scratch,
            boolean detached,
            Duration grace) {}

    public static ManagedProcess start(Command command) {
        // Ignored signals stay ignored over exec: Ctrl-C and a closed terminal are for the parent to handle.
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "orderflow"));
        line.addAll(command.line());
        try {
            ProjectFolders.createParentOf(command.log());
            var builder = new ProcessBuilder(line)
                    .directory(command.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(command.log().toFile()));
            if (command.detached()) {
                builder.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            }
            builder.environment().putAll(command.environment());
            Process process = builder.start();
            List<Path> ownedFiles = new ArrayList<>();
            if (command.pidFile().isPresent()) {
                Path pidFile = command.pidFile().get();
                new PidFile(pidFile).write(process.toHandle(), command.scratch());
                ownedFiles.add(pidFile);
            }
            command.scratch().ifPresent(ownedFiles::add);
            var managed = new ManagedProcess(
                    command.name(),
                    process.toHandle(),
                    Optional.of(process),
                    command.log(),
                    command.grace(),
                    List.copyOf(ownedFiles));
            if (!command.detached()) {
                ATTACHED.add(managed);
            }
            return managed;
        } catch (IOException e) {
            throw new EngineException(command.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** The process that a pid file of an earlier run names, if it still runs. */
    public static Optional<ManagedProcess> running(String name, Path pidFile, Path log, Duration grace) {
        var file = new PidFile(pidFile);
        List<Path> owned = new ArrayList<>(List.of(pidFile));
        file.scratch().ifPresent(owned::add);
        return file.runningProcess()
                .map(handle -> new ManagedProcess(name, handle, Optional.empty(), log, grace, List.copyOf(owned)));
    }

    /** Waits until the probe says yes; fails with the log's end when the process dies first or time runs out. */
    public ManagedProcess awaitReady(BooleanSupplier probe, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!probe.getAsBoolean()) {
            if (!handle.isAlive()) {
                ATTACHED.remove(this);
                deleteOwnedFiles();
                throw new EngineException(name + " ended while starting." + logTail());
            }
            if (System.nanoTime() >= deadline) {
                String tail = logTail();
                stop();
                throw new EngineException(
                        name + " was not ready within " + atMost.toSeconds() + " s and was stopped." + tail);
            }
            awaitExit(POLL);
        }
        return this;
    }

    public String name() {
        return name;
    }

    public long pid() {
        return handle.pid();
    }

    public boolean isAlive() {
        return handle.isAlive();
    }

    /** What it ended with; empty while it runs, and where another JVM started it. */
    public OptionalInt exitCode() {
        return child.filter(process -> !process.isAlive())
                .map(process -> OptionalInt.of(process.exitValue()))
                .orElseGet(OptionalInt::empty);
    }

    public Path log() {
        return log;
    }

    /** Asks it to stop, waits as long as it may take, then kills it. Stopping twice is harmless. */
    public void stop() {
        handle.destroy();
        if (!awaitExit(grace)) {
            handle.destroyForcibly();
            // The kernel needs a moment to remove a killed process; more than this means an uninterruptible one.
            awaitExit(Duration.ofSeconds(10));
        }
        ATTACHED.remove(this);
        deleteOwnedFiles();
    }

    /** Kills it on the spot, as a crash would: it gets no chance to save anything. */
    public void kill() {
        handle.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
        ATTACHED.remove(this);
        deleteOwnedFiles();
    }

    /** Whether it ended within that time. */
    public boolean awaitExit(Duration atMost) {
        try {
            handle.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return !handle.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while waiting for " + name, e);
        } catch (ExecutionException e) {
            throw new EngineException("waiting for " + name + " failed", e);
        }
    }

    /** The end of its log, ready to be put behind a message. */
    public String logTail() {
        return tailOf(log);
    }

    static String tailOf(Path log) {
        try {
            List<String> lines = Files.readString(log).lines().toList();
            List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return System.lineSeparator() + "The end of its log, " + log + ":" + System.lineSeparator() + "  "
                    + String.join(System.lineSeparator() + "  ", tail);
        } catch (IOException e) {
            return " Its log " + log + " cannot be read: " + e.getMessage();
        }
    }

    private void deleteOwnedFiles() {
        ownedFiles.forEach(Deletion::deleteTree);
    }

    private static void stopAttached() {
        List<Thread> stops = new ArrayList<>();
        for (ManagedProcess process : ATTACHED) {
            stops.add(Thread.ofPlatform().name("stop-" + process.name).start(process::stop));
        }
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
