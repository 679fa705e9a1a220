package dev.orderflow.infra.engine;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * MiniStack: Kinesis, S3, SQS, SNS, SES and KMS in one Python process. Mail that was sent can be read at
 * {@code /_ministack/ses/messages}.
 *
 * <p>It writes its state when it is stopped in order; after a crash the state is that of the last orderly stop (objects
 * in S3 are written at once).
 */
public final class MiniStackEngine implements Engine {

    public static final String NAME = "ministack";

    /** What the suite uses. Anything else stays unloaded, which saves memory and makes a misrouted call fail. */
    private static final String SERVICES = "kinesis,s3,sqs,sns,ses,kms,ssm,secretsmanager,cloudwatch,sts,iam";

    /** For tests of what DynamoDB Local has not: keys, backups, tags. The suite's tables are never there. */
    private static final String DYNAMODB_ALONE = "dynamodb";

    /** It opens its port within a second on an idle machine; a kept stream of a month's orders takes longer to load. */
    private static final Duration START = Duration.ofSeconds(90);

    /** Writing a large stream's records as JSON takes seconds; killing it meanwhile would lose them. */
    private static final Duration STOP = Duration.ofSeconds(60);

    private final URI endpoint;
    private final ManagedProcess process;

    private MiniStackEngine(URI endpoint, ManagedProcess process) {
        this.endpoint = endpoint;
        this.process = process;
    }

    public static MiniStackEngine startEphemeral() {
        return startEphemeral(SERVICES);
    }

    /** Another one, with its DynamoDB and nothing else. */
    static MiniStackEngine startEphemeralDynamoDb() {
        return startEphemeral(DYNAMODB_ALONE);
    }

    private static MiniStackEngine startEphemeral(String services) {
        ProjectFolders folders = ProjectFolders.find();
        install(folders);
        return Ports.startOnFreePort(port ->
                launch(EngineSettings.ephemeral(folders, NAME, port), services).awaitReady());
    }

    public static MiniStackEngine start(EngineSettings settings) {
        return launch(settings).awaitReady();
    }

    /** Downloads it where it is not yet there; takes 10-20 s once. */
    public static void install(ProjectFolders folders) {
        MiniStackInstallation.ensure(folders);
    }

    /** Starts it and does not wait, so that several engines start side by side. */
    public static MiniStackEngine launch(EngineSettings settings) {
        return launch(settings, SERVICES);
    }

    private static MiniStackEngine launch(EngineSettings settings, String services) {
        var installation = MiniStackInstallation.ensure(settings.folders());
        Ports.requireFree(NAME, settings.port());
        Path scratch = settings.folders().scratch(NAME);
        Path state = settings.data().orElse(scratch);
        List<String> line = new ArrayList<>(
                List.of(installation.python(), installation.script().toString()));
        if (!settings.detached()) {
            line.add("stop-with-parent");
        }
        var process = ManagedProcess.start(new ManagedProcess.Command(
                NAME,
                line,
                environment(settings, services, installation, state, scratch),
                scratch,
                settings.log(),
                settings.pidFile(),
                Optional.of(scratch),
                settings.detached(),
                STOP));
        return new MiniStackEngine(URI.create("http://127.0.0.1:" + settings.port()), process);
    }

    private static Map<String, String> environment(
            EngineSettings settings, String services, MiniStackInstallation installation, Path state, Path scratch) {
        String keep = settings.data().isPresent() ? "1" : "0";
        Map<String, String> environment = new HashMap<>();
        environment.put("BIND_HOST", "127.0.0.1");
        environment.put("GATEWAY_PORT", Integer.toString(settings.port()));
        environment.put("MINISTACK_REGION", "eu-west-1");
        environment.put("AWS_DEFAULT_REGION", "eu-west-1");
        environment.put("SERVICES", services);
        environment.put("PERSIST_STATE", keep);
        environment.put("STATE_DIR", state.resolve("state").toString());
        environment.put("S3_PERSIST", keep);
        environment.put("S3_DATA_DIR", state.resolve("s3").toString());
        environment.put("TMPDIR", scratch.toString());
        environment.put("LOG_LEVEL", "WARNING");
        // Its listeners for protocols that nothing here speaks would take ports and memory.
        environment.put("IOT_MTLS_ENABLED", "0");
        environment.put("SFTP_ENABLED", "0");
        // It would look for a Docker daemon and clean up containers there; it gets no business with one.
        environment.put("DOCKER_HOST", "unix://" + scratch.resolve("no-docker.sock"));
        environment.put("MINISTACK_WORKER_THREADS", "16");
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("PYTHONUNBUFFERED", "1");
        if (!installation.packages().isEmpty()) {
            environment.put("PYTHONPATH", installation.packages());
        }
        return environment;
    }

    public MiniStackEngine awaitReady() {
        URI health = endpoint.resolve("/_ministack/health");
        process.awaitReady(() -> HttpProbe.answers(health, status -> status == 200), START);
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
}
