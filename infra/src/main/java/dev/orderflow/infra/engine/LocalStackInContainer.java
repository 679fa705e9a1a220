package dev.orderflow.infra.engine;

import java.time.Duration;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** Starts LocalStack by Testcontainers, set up for tests. Nothing else here needs Testcontainers to be there. */
final class LocalStackInContainer {

    /** Docker's own name for the machine that it runs on, which on Linux has to be asked for. */
    static final String HOST_FROM_CONTAINER = "host.docker.internal";

    private static final int PORT = 4566;

    /** It is ready after 6 s on an idle machine; a loaded one with a slow disk takes its time. */
    private static final Duration START = Duration.ofMinutes(3);

    private LocalStackInContainer() {}

    static LocalStackContainer start(String image) {
        LocalStackContainer container;
        try {
            container = container(image);
            container.start();
        } catch (RuntimeException e) {
            throw new EngineException(
                    ("LocalStack did not start from the image %s: %s. Where there is no container engine, start LocalStack in "
                                    + "another way and say where: -D%s=http://127.0.0.1:4566; another image: -D%s=…")
                            .formatted(image, e.getMessage(), TestEngines.ENDPOINT, TestEngines.IMAGE),
                    e);
        }
        return container;
    }

    private static LocalStackContainer container(String image) {
        LocalStackContainer container = new Shared(image);
        container.withEnv("DEFAULT_REGION", LocalEngines.REGION);
        // Else its Kinesis writes all that it holds to disk every five seconds, and answers nothing meanwhile.
        container.withEnv("KINESIS_PERSISTENCE", "0");
        // Else every change of a stream's state takes half a second.
        container.withEnv("KINESIS_LATENCY", "0");
        container.withEnv("DYNAMODB_IN_MEMORY", "1");
        // A line for each call takes a third of what it can do.
        container.withEnv("LS_LOG", "warning");
        // A misspelt type in a template fails instead of being passed over.
        container.withEnv("CFN_IGNORE_UNSUPPORTED_RESOURCE_TYPES", "0");
        container.withEnv("CFN_IGNORE_UNSUPPORTED_TYPE_CREATE", LocalStack.TYPES_NEVER_MADE);
        container.withEnv("CFN_IGNORE_UNSUPPORTED_TYPE_UPDATE", LocalStack.TYPES_NEVER_MADE);
        // It asks its maker's server which types there are, and without an answer refuses them all.
        container.withCopyFileToContainer(
                MountableFile.forHostPath(
                        ProjectFolders.find().root().resolve("infra/docker/localstack/aws_catalog.json")),
                "/var/lib/localstack/cache/aws_catalog.json");
        // Queue addresses that lead back to where they were asked for.
        container.withEnv("SQS_ENDPOINT_STRATEGY", "dynamic");
        // It reports nothing to its maker, and starts where there is no network.
        container.withEnv("DISABLE_EVENTS", "1");
        container.withEnv("SKIP_SSL_CERT_DOWNLOAD", "1");
        container.withExtraHost(HOST_FROM_CONTAINER, "host-gateway");
        container.waitingFor(Wait.forHttp(LocalStackReadiness.PATH)
                .forPort(PORT)
                .forResponsePredicate(LocalStackReadiness::isReady));
        container.withStartupTimeout(START);
        return container;
    }

    /** Ends with the JVM and not before: each Spring context that is given it closes it at its own end. */
    private static final class Shared extends LocalStackContainer {

        Shared(String image) {
            // Another emulator's image may stand in for LocalStack's.
            super(DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"));
        }

        @Override
        public void stop() {
            // Testcontainers removes what is left when the JVM ends.
        }
    }
}
