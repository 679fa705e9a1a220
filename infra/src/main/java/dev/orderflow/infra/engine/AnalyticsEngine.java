package dev.orderflow.infra.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Answers Athena's SQL from files on this machine: sqlglot reads Athena's dialect and writes DuckDB's, which runs it. It
 * is not Athena, but whatever is no SQL of Athena's, or asks for what the files do not hold, shows here.
 *
 * @param packages what PYTHONPATH must name; empty with a virtual environment
 */
public record AnalyticsEngine(String python, String packages, Path script, Path log) {
    private static final String NAME = "analytics";
    private static final String SCRIPT = "run-analytics.py";

    private static final Map<String, String> QUIET_PIP =
            Map.of("PIP_DISABLE_PIP_VERSION_CHECK", "1", "PIP_NO_INPUT", "1", "PYTHONWARNINGS", "ignore");

    /** Installed once, below {@code .orderflow/engines}. */
    public static AnalyticsEngine ensure(ProjectFolders folders) {
        String requirements = Resources.text("analytics-requirements.txt");
        String script = Resources.text(SCRIPT);
        Path folder = InstallLock.installOnce(folders.engines().resolve(NAME), requirements + script, target -> {
            Files.writeString(target.resolve(SCRIPT), script);
            install(folders, target, Files.writeString(target.resolve("requirements.txt"), requirements));
        });
        Path venv = folder.resolve("venv/bin/python");
        Path log = folders.logs().resolve(NAME + ".log");
        return Files.exists(venv)
                ? new AnalyticsEngine(venv.toString(), "", folder.resolve(SCRIPT), log)
                : new AnalyticsEngine(
                        Python.require().command(), folder.resolve("packages").toString(), folder.resolve(SCRIPT), log);
    }

    private static void install(ProjectFolders folders, Path folder, Path requirements) {
        Python python = Python.require();
        Path log = folders.logs().resolve("install-" + NAME + ".log");
        Path venv = folder.resolve("venv");
        List<String> pip = new ArrayList<>();
        if (InstallStep.run(List.of(python.command(), "-m", "venv", venv.toString()), Map.of(), folder, log)) {
            pip.addAll(List.of(venv.resolve("bin/python").toString(), "-m", "pip", "install", "-q"));
        } else {
            Deletion.deleteTree(venv);
            pip.addAll(List.of(python.command(), "-m", "pip", "install", "-q", "--target"));
            pip.add(folder.resolve("packages").toString());
        }
        pip.addAll(List.of("-r", requirements.toString()));
        if (!InstallStep.run(pip, QUIET_PIP, folder, log)) {
            throw new EngineException("sqlglot and DuckDB could not be installed. They come from PyPI: is the network"
                    + " there? Where the log says that venv or pip is missing: apt install python3-venv (Debian)."
                    + ManagedProcess.tailOf(log));
        }
    }

    /**
     * @param bucket a folder with objects as they lie in the bucket
     * @param location of the table's partitions, below the bucket, with <code>${dt}</code> and <code>${hour}</code>
     * @param query a file with one statement
     * @return JSON: {@code columns}, and {@code rows} of texts
     * @throws EngineException where the statement is no SQL of Athena's or fails; it says why
     */
    public String run(Path bucket, String location, Path query, List<String> parameters) {
        List<String> line =
                new ArrayList<>(List.of(python, script.toString(), bucket.toString(), location, query.toString()));
        line.addAll(parameters);
        Map<String, String> environment = packages.isEmpty() ? Map.of() : Map.of("PYTHONPATH", packages);
        if (!InstallStep.run(line, environment, bucket, log)) {
            throw new EngineException("The query " + query.getFileName() + " failed." + ManagedProcess.tailOf(log));
        }
        try {
            return Files.readAllLines(log).getLast();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
