package dev.orderflow.infra.engine;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How an engine runs: for a test in memory and gone with it, or for the suite with its data kept in a folder.
 *
 * @param data where its state is kept; empty to keep none
 * @param pidFile where its process id is written, for later runs to find it
 * @param detached whether it goes on when this JVM ends
 */
public record EngineSettings(
        ProjectFolders folders, int port, Optional<Path> data, Path log, Optional<Path> pidFile, boolean detached) {

    /** Nothing is kept, and the engine ends with this JVM. */
    public static EngineSettings ephemeral(ProjectFolders folders, String name, int port) {
        Path log = folders.logs()
                .resolve("test-" + name + "-" + ProcessHandle.current().pid() + ".log");
        return new EngineSettings(folders, port, Optional.empty(), log, Optional.empty(), false);
    }

    /** State, log and process id lie in the suite's folder under the engine's name. */
    public static EngineSettings durable(ProjectFolders folders, String name, int port, boolean detached) {
        return new EngineSettings(
                folders,
                port,
                Optional.of(folders.data().resolve(name)),
                folders.logs().resolve(name + ".log"),
                Optional.of(folders.run().resolve(name + ".pid")),
                detached);
    }
}
