package dev.orderflow.infra.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Packages from PyPI in a virtual environment of their own. Where Python comes without venv (Debian packs it separately),
 * they go into a plain folder instead.
 *
 * @param python the command that runs them
 * @param path what PYTHONPATH must name; empty with a virtual environment
 */
record PythonPackages(String python, String path) {

    private static final Map<String, String> QUIET_PIP =
            Map.of("PIP_DISABLE_PIP_VERSION_CHECK", "1", "PIP_NO_INPUT", "1", "PYTHONWARNINGS", "ignore");

    /** Those that were installed into the folder. */
    static PythonPackages in(Path folder) {
        Path venvPython = folder.resolve("venv/bin/python");
        return Files.exists(venvPython)
                ? new PythonPackages(venvPython.toString(), "")
                : new PythonPackages(
                        Python.require().command(), folder.resolve("packages").toString());
    }

    /**
     * @param name of what is installed, for messages and the log
     * @param size what is downloaded, for people who wait
     * @param requirements as pip reads them, every version exact
     */
    static void install(ProjectFolders folders, Path folder, String name, String size, String requirements)
            throws IOException {
        Python python = Python.require();
        Path log = folders.logs().resolve("install-" + folder.getFileName() + ".log");
        Path list = Files.writeString(folder.resolve("requirements.txt"), requirements);
        System.out.println("Installing " + name + " with Python " + python.version() + " into " + folder + " (once; "
                + size + " to download)");
        Path venv = folder.resolve("venv");
        boolean hasVenv =
                InstallStep.run(List.of(python.command(), "-m", "venv", venv.toString()), Map.of(), folder, log);
        List<String> line;
        if (hasVenv) {
            line = List.of(venv.resolve("bin/python").toString(), "-m", "pip", "install", "-q", "-r", list.toString());
        } else {
            Deletion.deleteTree(venv);
            line = List.of(
                    python.command(),
                    "-m",
                    "pip",
                    "install",
                    "-q",
                    "--target",
                    folder.resolve("packages").toString(),
                    "-r",
                    list.toString());
        }
        if (!InstallStep.run(line, QUIET_PIP, folder, log)) {
            throw new EngineException(name + " could not be installed. It comes from PyPI: is the network there?"
                    + " Where the log says that venv or pip is missing: apt install python3-venv (Debian)."
                    + ManagedProcess.tailOf(log));
        }
    }
}
