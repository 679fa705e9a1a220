package dev.orderflow.infra.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * cfn-lint (what CloudFormation would refuse) and checkov (what a security review would), from PyPI, installed once below
 * {@code .orderflow/engines}.
 */
public final class TemplateLinters {

    /** Both take seconds for a dozen templates on an idle machine. */
    private static final long MINUTES = 15;

    private final PythonPackages packages;
    private final ProjectFolders folders;

    private TemplateLinters(PythonPackages packages, ProjectFolders folders) {
        this.packages = packages;
        this.folders = folders;
    }

    public static TemplateLinters ensure(ProjectFolders folders) {
        Path folder = folders.engines().resolve("template-linters");
        String requirements = Resources.text("linter-requirements.txt");
        InstallLock.installOnce(
                folder,
                requirements,
                target -> PythonPackages.install(
                        folders, target, "cfn-lint and checkov", "90 packages, about 120 MB", requirements));
        return new TemplateLinters(PythonPackages.in(folder), folders);
    }

    /** @return what cfn-lint prints: a JSON array of findings, of warnings too */
    public String cfnLint(List<Path> templates) {
        // It is no module that can be run, and its script's path would depend on how it was installed.
        String start = "import sys; from cfnlint.runner import main; sys.exit(main())";
        List<String> line = new ArrayList<>(List.of("-c", start, "--format", "json"));
        templates.forEach(template -> line.add(template.toString()));
        return run("cfn-lint", line);
    }

    /** @return what checkov prints: a JSON object with {@code results} and {@code summary} */
    public String checkov(Path folder) {
        return run(
                "checkov",
                List.of(
                        "-m",
                        "checkov.main",
                        "--directory",
                        folder.toString(),
                        "--framework",
                        "cloudformation",
                        "--quiet",
                        "--compact",
                        // Its checks come with it; nothing is asked of anybody's server.
                        "--skip-download",
                        "--output",
                        "json"));
    }

    /** Their exit codes say whether there are findings, which the output says too. */
    private String run(String name, List<String> arguments) {
        Path scratch = folders.scratch("linters");
        Path answer = scratch.resolve("output.json");
        Path complaints = scratch.resolve("errors.txt");
        List<String> line = new ArrayList<>(List.of(packages.python()));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(answer.toFile())
                .redirectError(complaints.toFile());
        builder.environment().putAll(Map.of("PYTHONWARNINGS", "ignore", "LOG_LEVEL", "ERROR"));
        if (!packages.path().isEmpty()) {
            builder.environment().put("PYTHONPATH", packages.path());
        }
        try {
            Process process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new EngineException(name + " did not end within " + MINUTES + " minutes");
            }
            String output = Files.readString(answer);
            if (output.isBlank()) {
                throw new EngineException(name + " said nothing." + ManagedProcess.tailOf(complaints));
            }
            return output;
        } catch (IOException e) {
            throw new EngineException("cannot run " + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while " + name + " ran", e);
        } finally {
            Deletion.deleteTree(scratch);
        }
    }
}
