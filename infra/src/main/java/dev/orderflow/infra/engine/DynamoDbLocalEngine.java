package dev.orderflow.infra.engine;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * DynamoDB Local in a JVM of its own. The build collects its jars in {@code infra/dynamodb-local/target}; nothing of
 * them is on the classpath of this one.
 */
public final class DynamoDbLocalEngine implements Engine {

    public static final String NAME = "dynamodb-local";

    /** System property that names the folder of its jars, for machines without a build. */
    public static final String JARS_PROPERTY = "orderflow.dynamodb-local.jars";

    /** It opens its port in 1-2 s on an idle machine; a loaded one takes many times that. */
    private static final Duration START = Duration.ofSeconds(60);

    private static final Duration STOP = Duration.ofSeconds(10);

    private final URI endpoint;
    private final ManagedProcess process;

    private DynamoDbLocalEngine(URI endpoint, ManagedProcess process) {
        this.endpoint = endpoint;
        this.process = process;
    }

    public static DynamoDbLocalEngine startEphemeral() {
        ProjectFolders folders = ProjectFolders.find();
        return Ports.startOnFreePort(port -> start(EngineSettings.ephemeral(folders, NAME, port)));
    }

    public static DynamoDbLocalEngine start(EngineSettings settings) {
        return launch(settings).awaitReady();
    }

    /** Starts it and does not wait, so that several engines start side by side. */
    public static DynamoDbLocalEngine launch(EngineSettings settings) {
        Ports.requireFree(NAME, settings.port());
        Path scratch = settings.folders().scratch(NAME);
        List<String> line = new ArrayList<>(List.of(
                JavaHome.java(),
                // 192 MB hold a month of the sample orders with room to spare; measured 150-240 MB resident.
                "-Xmx192m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // It unpacks its native SQLite library there.
                "-Djava.io.tmpdir=" + scratch,
                "-cp",
                classpath(settings.folders()),
                "dev.orderflow.infra.dynamodblocal.DynamoDbLocalMain",
                Integer.toString(settings.port()),
                settings.data().map(Path::toString).orElse(":memory:")));
        if (!settings.detached()) {
            line.add("stop-with-parent");
        }
        var process = ManagedProcess.start(new ManagedProcess.Command(
                NAME,
                line,
                Map.of(),
                scratch,
                settings.log(),
                settings.pidFile(),
                Optional.of(scratch),
                settings.detached(),
                STOP));
        return new DynamoDbLocalEngine(URI.create("http://127.0.0.1:" + settings.port()), process);
    }

    public DynamoDbLocalEngine awaitReady() {
        // It has no health page: an unsigned request is refused with a 400, which is answer enough.
        process.awaitReady(() -> HttpProbe.answers(endpoint, status -> status < 500), START);
        return this;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public ManagedProcess process() {
        return process;
    }

    private static String classpath(ProjectFolders folders) {
        Path target = folders.root().resolve("infra/dynamodb-local/target");
        String jars = System.getProperty(JARS_PROPERTY, target.resolve("engine").toString());
        Path classes = target.resolve("classes");
        if (!Files.isDirectory(Path.of(jars)) || !Files.isDirectory(classes)) {
            throw new EngineException("DynamoDB Local is not there: " + jars
                    + " is collected by the build. Run: ./mvnw -q -pl infra/dynamodb-local process-classes");
        }
        return classes + ":" + jars + "/*";
    }
}
