package dev.orderflow.infra.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * MiniStack in a virtual environment below {@code .orderflow/engines}, made once. Where Python comes without venv
 * (Debian packs it separately), the packages go into a plain folder instead.
 *
 * @param python the command that runs it
 * @param packages what PYTHONPATH must name; empty with a virtual environment
 * @param script starts it
 */
record MiniStackInstallation(String python, String packages, Path script) {

    static final String VERSION = "1.5.33";

    static final String REPAIRS = "ministack_repairs.py";

    private static final String SCRIPT = "run-ministack.py";

    private static final Map<String, String> QUIET_PIP =
            Map.of("PIP_DISABLE_PIP_VERSION_CHECK", "1", "PIP_NO_INPUT", "1", "PYTHONWARNINGS", "ignore");

    static MiniStackInstallation ensure(ProjectFolders folders) {
        Path folder = folders.engines().resolve("ministack-" + VERSION);
        String requirements = Resources.text("ministack-requirements.txt");
        String script = Resources.text(SCRIPT);
        String repairs = Resources.text(REPAIRS);
        InstallLock.installOnce(folder, requirements + script + repairs, target -> {
            Files.writeString(target.resolve(SCRIPT), script);
            Files.writeString(target.resolve(REPAIRS), repairs);
            install(folders, target, requirements);
        });
        Path venvPython = folder.resolve("venv/bin/python");
        Path start = folder.resolve(SCRIPT);
        return Files.exists(venvPython)
                ? new MiniStackInstallation(venvPython.toString(), "", start)
                : new MiniStackInstallation(
                        Python.require().command(), folder.resolve("packages").toString(), start);
    }

    private static void install(ProjectFolders folders, Path folder, String requirements) throws IOException {
        Python python = Python.require();
        Path log = folders.logs().resolve("install-ministack.log");
        Path list = Files.writeString(folder.resolve("requirements.txt"), requirements);
        System.out.println("Installing MiniStack " + VERSION + " with Python " + python.version() + " into " + folder
                + " (once; 20 packages, about 15 MB to download)");
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
            throw new EngineException("MiniStack could not be installed. It comes from PyPI: is the network there?"
                    + " Where the log says that venv or pip is missing: apt install python3-venv (Debian)."
                    + ManagedProcess.tailOf(log));
        }
    }
}
