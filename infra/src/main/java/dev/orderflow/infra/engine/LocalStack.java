package dev.orderflow.infra.engine;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.localstack.LocalStackContainer;

/**
 * The one LocalStack of a test run, for all of AWS behind one endpoint: one that runs already where
 * {@code orderflow.localstack.endpoint} names it, else one in a container, which is started when it is first asked for
 * and ends with the JVM. It is never emptied, so each test uses names of its own.
 *
 * <p>Most tests ask {@link LocalEngines}, which answers with it where the run is told to use it. Tests of what no other
 * engine has (CloudFormation, API Gateway, Step Functions) ask here and carry the tag {@link #TAG}, by which the build
 * runs them in its profile {@code localstack} alone.
 */
public final class LocalStack {

    /** The JUnit tag of tests that need LocalStack itself. */
    public static final String TAG = "localstack";

    /** The edge stack has them by conditions, all of them off here; LocalStack looks at the types alone. */
    public static final String TYPES_NEVER_MADE = "AWS::ApiGateway::VpcLink,"
            + "AWS::WAFv2::LoggingConfiguration,"
            + "AWS::WAFv2::WebACL,"
            + "AWS::WAFv2::WebACLAssociation";

    /** One that was started a moment ago gets as long as a container would. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static @Nullable LocalStack instance;

    private final URI endpoint;
    private final String hostFromEngine;
    private final Optional<LocalStackContainer> container;

    private LocalStack(URI endpoint, String hostFromEngine, Optional<LocalStackContainer> container) {
        this.endpoint = endpoint;
        this.hostFromEngine = hostFromEngine;
        this.container = container;
    }

    public static synchronized LocalStack forTests() {
        if (instance == null) {
            TestEngines engines = TestEngines.ofThisRun();
            instance = engines.endpoint()
                    .map(endpoint -> running(endpoint, engines.hostFromEngine(), PATIENCE))
                    .orElseGet(() -> inContainer(engines.image()));
            LocalStackWarmUp.of(instance.endpoint());
        }
        return instance;
    }

    /** Whether the run has a container engine: it was not told of a LocalStack that runs already. */
    public static boolean startsInContainer() {
        return TestEngines.ofThisRun().endpoint().isEmpty();
    }

    /** Waits until it is ready: it answers before all of its services and start scripts are there. */
    static LocalStack running(URI endpoint, String hostFromEngine, Duration patience) {
        LocalStackReadiness.await(endpoint, patience);
        return new LocalStack(endpoint, hostFromEngine, Optional.empty());
    }

    private static LocalStack inContainer(String image) {
        LocalStackContainer container = LocalStackInContainer.start(image);
        return new LocalStack(
                container.getEndpoint(), LocalStackInContainer.HOST_FROM_CONTAINER, Optional.of(container));
    }

    public URI endpoint() {
        return endpoint;
    }

    /**
     * The name by which LocalStack reaches processes on this machine, as API Gateway's integrations must. They have to
     * listen on all interfaces, not on the loopback interface alone: a container comes in by another one.
     */
    public String hostFromEngine() {
        return hostFromEngine;
    }

    /** Its container, where this run started one: what Spring's service connections are made from. */
    public Optional<LocalStackContainer> container() {
        return container;
    }
}
