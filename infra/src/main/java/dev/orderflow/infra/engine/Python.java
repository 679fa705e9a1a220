package dev.orderflow.infra.engine;

import java.util.List;
import java.util.Optional;

/**
 * A Python that is new enough for MiniStack.
 *
 * @param command what to call it by
 */
public record Python(String command, String version) {

    public static final String ADVICE =
            "MiniStack (Kinesis, S3, SQS, SNS, SES and KMS on this machine) needs Python 3.10"
                    + " or newer. Install it (Debian: apt install python3 python3-venv; macOS: brew install python@3.13;"
                    + " Fedora: dnf install python3), or name one with ORDERFLOW_PYTHON=<path>.";

    private static final int MINOR = 10;

    private static final List<String> CANDIDATES =
            List.of("python3", "python3.13", "python3.12", "python3.11", "python3.10", "python3.14", "python");

    /** The one named by ORDERFLOW_PYTHON, else the first of the usual names that is new enough. */
    public static Optional<Python> find() {
        String named = System.getenv().getOrDefault("ORDERFLOW_PYTHON", "");
        List<String> candidates = named.isBlank() ? CANDIDATES : List.of(named);
        return candidates.stream()
                .flatMap(command -> newEnough(command).stream())
                .findFirst();
    }

    static Python require() {
        return find().orElseThrow(() -> new EngineException("No Python 3.10 or newer was found. " + ADVICE));
    }

    private static Optional<Python> newEnough(String command) {
        return InstallStep.ask(List.of(command, "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"))
                .filter(Python::isNewEnough)
                .map(version -> new Python(command, version));
    }

    static boolean isNewEnough(String version) {
        String[] parts = version.split("\\.", -1);
        return parts.length >= 2
                && parts[0].equals("3")
                && parts[1].chars().allMatch(Character::isDigit)
                && Integer.parseInt(parts[1]) >= MINOR;
    }
}
