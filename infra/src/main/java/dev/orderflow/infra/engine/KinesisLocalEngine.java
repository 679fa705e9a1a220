package dev.orderflow.infra.engine;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * kinesis-local: a Kinesis that splits and merges shards and fans out rightly, which MiniStack does not. Slow, and it
 * needs Node; only tests of resharding and enhanced fan-out use it.
 */
public final class KinesisLocalEngine implements Engine {

    public static final String NAME = "kinesis-local";

    private static final String VERSION = "0.6.2";

    private static final int NODE_MAJOR = 20;

    private static final Duration START = Duration.ofSeconds(60);

    private static final Duration STOP = Duration.ofSeconds(5);

    private static final String ADVICE = "kinesis-local (resharding and enhanced fan-out) needs Node " + NODE_MAJOR
            + " or newer with npm. Install it (Debian: apt install nodejs npm; macOS: brew install node;"
            + " any: https://nodejs.org) and run again.";

    private final URI endpoint;
    private final URI tlsEndpoint;
    private final ManagedProcess process;

    private KinesisLocalEngine(URI endpoint, URI tlsEndpoint, ManagedProcess process) {
        this.endpoint = endpoint;
        this.tlsEndpoint = tlsEndpoint;
        this.process = process;
    }

    /** Whether Node is there. Says so loudly where it is not: a test that is skipped in silence proves nothing. */
    public static boolean isAvailable() {
        Optional<String> problem = problem();
        problem.ifPresent(what ->
                System.err.printf("%n==================== SKIPPED: %s ====================%n%s%n%n", what, ADVICE));
        return problem.isEmpty();
    }

    private static Optional<String> problem() {
        Optional<String> node = InstallStep.ask(List.of("node", "--version"));
        if (node.isEmpty()) {
            return Optional.of("Node is not installed");
        }
        if (majorOf(node.get()) < NODE_MAJOR) {
            return Optional.of("Node " + node.get() + " is too old");
        }
        return InstallStep.ask(List.of("npm", "--version")).isEmpty()
                ? Optional.of("npm is not installed")
                : Optional.empty();
    }

    static int majorOf(String version) {
        String digits = version.replaceFirst("^v", "").split("\\.", -1)[0];
        return digits.chars().allMatch(Character::isDigit) && !digits.isEmpty() ? Integer.parseInt(digits) : 0;
    }

    public static KinesisLocalEngine startEphemeral() {
        ProjectFolders folders = ProjectFolders.find();
        install(folders);
        return Ports.startOnFreePort(port -> start(EngineSettings.ephemeral(folders, NAME, port), Ports.free()));
    }

    /** @param tlsPort where it speaks HTTP/2 over TLS, which enhanced fan-out needs */
    public static KinesisLocalEngine start(EngineSettings settings, int tlsPort) {
        Path folder = install(settings.folders());
        Ports.requireFree(NAME, settings.port());
        Ports.requireFree(NAME, tlsPort);
        var process = ManagedProcess.start(new ManagedProcess.Command(
                NAME,
                List.of(
                        "node",
                        "--max-old-space-size=256",
                        "--require",
                        folder.resolve("guard.cjs").toString(),
                        "main.js"),
                Map.of(
                        "KINESIS_MOCK_PLAIN_PORT",
                        Integer.toString(settings.port()),
                        "KINESIS_MOCK_TLS_PORT",
                        Integer.toString(tlsPort),
                        "AWS_REGION",
                        "eu-west-1",
                        "LOG_LEVEL",
                        "WARN",
                        "ORDERFLOW_STOP_WITH_PARENT",
                        settings.detached() ? "0" : "1"),
                // Its certificate, server.json, is looked up in the working folder.
                folder.resolve("node_modules/kinesis-local"),
                settings.log(),
                settings.pidFile(),
                Optional.empty(),
                settings.detached(),
                STOP));
        var engine = new KinesisLocalEngine(
                URI.create("http://127.0.0.1:" + settings.port()), URI.create("https://127.0.0.1:" + tlsPort), process);
        process.awaitReady(
                () -> HttpProbe.answers(engine.endpoint.resolve("/healthcheck"), status -> status == 200), START);
        return engine;
    }

    private static Path install(ProjectFolders folders) {
        String guard = Resources.text("kinesis-local-guard.cjs");
        return InstallLock.installOnce(folders.engines().resolve(NAME + "-" + VERSION), VERSION + guard, folder -> {
            problem().ifPresent(what -> {
                throw new EngineException(what + ". " + ADVICE);
            });
            Path log = folders.logs().resolve("install-" + NAME + ".log");
            List<String> line = List.of(
                    "npm",
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--prefix",
                    folder.toString(),
                    NAME + "@" + VERSION);
            if (!InstallStep.run(line, Map.of(), folder, log)) {
                throw new EngineException("kinesis-local could not be installed. It comes from npm: is the network"
                        + " there?" + ManagedProcess.tailOf(log));
            }
            Files.writeString(folder.resolve("guard.cjs"), guard);
        });
    }

    @Override
    public String name() {
        return NAME;
    }

    /** HTTP/1.1 without TLS. */
    @Override
    public URI endpoint() {
        return endpoint;
    }

    /** HTTP/2 with a self-signed certificate, for enhanced fan-out. */
    public URI tlsEndpoint() {
        return tlsEndpoint;
    }

    @Override
    public ManagedProcess process() {
        return process;
    }
}
