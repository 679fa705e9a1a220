package dev.orderflow.infra.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things lie in a checkout. Everything that is written goes below one folder, {@code .orderflow}, which git
 * ignores and anyone may delete while nothing runs.
 *
 * @param root the checkout, known by its {@code .mvn} folder
 * @param home the folder for everything written, {@code .orderflow} unless set otherwise
 */
public record ProjectFolders(Path root, Path home) {

    /** System property or environment variable (as {@code ORDERFLOW_ROOT}) that names the checkout outright. */
    public static final String ROOT_PROPERTY = "orderflow.root";

    /** Finds the checkout from the working folder upwards: Maven runs the tests of a module inside that module. */
    public static ProjectFolders find() {
        String named = System.getProperty(ROOT_PROPERTY, System.getenv().getOrDefault("ORDERFLOW_ROOT", ""));
        Path start = Path.of(named).toAbsolutePath().normalize();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return new ProjectFolders(folder, folder.resolve(".orderflow"));
            }
        }
        throw new EngineException("No Orderflow checkout (a folder with .mvn in it) at or above " + start
                + ". Start inside the checkout, or name it with -D" + ROOT_PROPERTY + "=<folder> or ORDERFLOW_ROOT.");
    }

    /** Installed engines belong to the checkout: a suite with a home of its own uses the same ones. */
    public Path engines() {
        return created(root.resolve(".orderflow/engines"));
    }

    public Path data() {
        return created(home.resolve("data"));
    }

    public Path logs() {
        return created(home.resolve("logs"));
    }

    /** Process id files of what runs. */
    public Path run() {
        return created(home.resolve("run"));
    }

    /** A new folder of its own for state that nobody keeps. */
    public Path scratch(String name) {
        try {
            return Files.createTempDirectory(created(home.resolve("tmp")), name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes sure that a file can be written there. */
    static void createParentOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            created(parent);
        }
    }

    static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the folder " + folder, e);
        }
    }
}
