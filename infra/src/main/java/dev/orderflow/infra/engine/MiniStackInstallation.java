package dev.orderflow.infra.engine;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * MiniStack below {@code .orderflow/engines}, made once.
 *
 * @param python the command that runs it
 * @param packages what PYTHONPATH must name; may be empty
 * @param script starts it
 */
record MiniStackInstallation(String python, String packages, Path script) {

    static final String VERSION = "1.5.33";

    static final String REPAIRS = "ministack_repairs.py";

    private static final String SCRIPT = "run-ministack.py";

    static MiniStackInstallation ensure(ProjectFolders folders) {
        Path folder = folders.engines().resolve("ministack-" + VERSION);
        String requirements = Resources.text("ministack-requirements.txt");
        String script = Resources.text(SCRIPT);
        String repairs = Resources.text(REPAIRS);
        InstallLock.installOnce(folder, requirements + script + repairs, target -> {
            Files.writeString(target.resolve(SCRIPT), script);
            Files.writeString(target.resolve(REPAIRS), repairs);
            PythonPackages.install(folders, target, "MiniStack " + VERSION, "20 packages, about 15 MB", requirements);
        });
        PythonPackages installed = PythonPackages.in(folder);
        return new MiniStackInstallation(installed.python(), installed.path(), folder.resolve(SCRIPT));
    }
}
