package dev.orderflow.e2e;

import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.infra.templates.Policy.Call;
import dev.orderflow.launcher.Layout;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.Suite;
import dev.orderflow.launcher.record.Engines;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A suite as on AWS: what templates make is there before it starts, services make nothing of it themselves
 * ({@code orderflow.provision=false}), and each has credentials of its own, by which its calls are told apart.
 */
final class RecordedSuite implements AutoCloseable {
    /** What the stacks of compute and recovery are given on AWS, with the names of this suite's engines. */
    static final Map<String, String> PARAMETERS = Map.of(
            "Environment", "test",
            "TablePrefix", "",
            "StreamName", Engines.STREAM,
            "StreamArn", "arn:aws:kinesis:eu-west-1:000000000000:stream/" + Engines.STREAM,
            "ArchiveBucketArn", "arn:aws:s3:::orderflow-archive",
            "SnapshotBucketArn", "arn:aws:s3:::orderflow-snapshots",
            "ImportBucketArn", "arn:aws:s3:::orderflow-imports",
            "BackOfficeTopicArn", "arn:aws:sns:eu-west-1:000000000000:orderflow-back-office",
            "MailIdentity", "orderflow.example");

    /** As the recovery's workflow has its input be: of the environment above. */
    private static final String RESTORED = "test-restored-1-";

    private static final int PROXY_OF_DYNAMODB = 20;
    private static final int PROXY_OF_THE_REST = 21;

    /** Before the port that a service listens on: together its access key, of letters and digits as engines want it. */
    private static final String KEY_PREFIX = "port";

    private static final String ACCESS_KEY = "SPRING_CLOUD_AWS_CREDENTIALS_ACCESS_KEY";
    private static final Map<TaskRole, String> KEYS_OF_RECOVERY =
            Map.of(TaskRole.RESTORE, "restore", TaskRole.PROOF, "proof");

    private final Layout layout;
    private final RecordingProxy.Seen seen = new RecordingProxy.Seen();
    private final List<RecordingProxy> proxies = new ArrayList<>();
    private final Suite suite;

    private RecordedSuite(Layout layout) {
        this.layout = layout;
        RecordingProxy dynamo = RecordingProxy.start(layout.portBase() + PROXY_OF_DYNAMODB, layout.dynamoDb(), seen);
        RecordingProxy rest = RecordingProxy.start(layout.portBase() + PROXY_OF_THE_REST, layout.miniStack(), seen);
        proxies.addAll(List.of(dynamo, rest));
        Map<String, String> told = new HashMap<>();
        told.put("SPRING_CLOUD_AWS_ENDPOINT", rest.address().toString());
        told.put("SPRING_CLOUD_AWS_DYNAMODB_ENDPOINT", dynamo.address().toString());
        told.put(ACCESS_KEY, KEY_PREFIX + "${server.port}");
        told.put("ORDERFLOW_PROVISION", "false");
        told.put("ORDERFLOW_NOTIFICATIONS_BACKOFFICE_TOPICARN", PARAMETERS.get("BackOfficeTopicArn"));
        // What the compute stack tells it of tables that rebuilds make; DynamoDB Local takes all of it but recovery.
        told.put("ORDERFLOW_TABLES_KEYARN", "arn:aws:kms:eu-west-1:000000000000:key/none");
        told.put("ORDERFLOW_TABLES_POINTINTIMERECOVERY", "true");
        told.put("ORDERFLOW_TABLES_DELETIONPROTECTION", "true");
        told.put("ORDERFLOW_TABLES_TAGS", "orderflow:environment=test,orderflow:stack=data");
        // Soon rather than after minutes: what is late, what is told to people, and a snapshot.
        told.put("ORDERFLOW_INVENTORY_COMMITSPERSNAPSHOT", "5");
        told.put("ORDERFLOW_NOTIFICATIONS_BACKOFFICE_PAYMENTUNKNOWNFOR", "2s");
        told.put("ORDERFLOW_NOTIFICATIONS_BACKOFFICE_REFUNDATTEMPTS", "2");
        this.suite = new Suite(layout, Progress.standard(), told);
    }

    /** Nothing runs yet. */
    static RecordedSuite prepare(String name, int portBase) {
        RunningSuite.stopShared();
        ProjectFolders checkout = ProjectFolders.find();
        Layout layout =
                new Layout(new ProjectFolders(checkout.root(), checkout.home().resolve(name)), portBase);
        Suite.forget(layout);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Suite.stop(layout)));
        return new RecordedSuite(layout);
    }

    void start() {
        suite.startEngines();
        try (Engines engines = Engines.of(layout)) {
            AsFromTheTemplates made = new AsFromTheTemplates(engines, layout.miniStack());
            made.tables("");
            made.everythingElse();
        }
        // One after the other: all at once they would take each other's time on a small machine.
        Service.eventSourced().forEach(suite::start);
        suite.start(Service.GATEWAY);
        suite.start(Service.EDGE);
    }

    RunningSuite running() {
        return new RunningSuite(suite);
    }

    /**
     * As the recovery's workflow does it: all services stand still, empty tables appear beside those that there are, each
     * service fills its own from archive and stream, and one more task proves all of it. Two are asked twice, as after a
     * failure: the rest of the workflow does not begin before each has ended well.
     */
    void recover() {
        Service.eventSourced().forEach(suite::stop);
        try (Engines engines = Engines.of(layout)) {
            new AsFromTheTemplates(engines, layout.miniStack()).tables(RESTORED);
        }
        Service.eventSourced().forEach(this::restore);
        List.of(Service.ORDER, Service.EVENT_STORE).forEach(this::restore);
        run(
                TaskRole.PROOF,
                Service.EVENT_STORE,
                Map.of("ORDERFLOW_VERIFICATION_RUN", "true", "ORDERFLOW_CONSUMER_RETRIEVAL", "polling"));
    }

    private void restore(Service service) {
        // By itself it would leave the last hour to the consumers, and all that is here is younger.
        run(TaskRole.RESTORE, service, Map.of("ORDERFLOW_RESTORE_RUN", "true", "ORDERFLOW_RESTORE_AGAIN", "0s"));
    }

    private void run(TaskRole role, Service service, Map<String, String> what) {
        Map<String, String> overrides = new HashMap<>(what);
        overrides.put(ACCESS_KEY, KEYS_OF_RECOVERY.get(role));
        overrides.put("ORDERFLOW_TABLEPREFIX", RESTORED);
        int exitCode = OneTask.run(suite, service, overrides);
        if (exitCode != 0) {
            throw new AssertionError(service.module() + " as " + role + " ended with " + exitCode);
        }
    }

    /** What was called for so far; all instances of a service count. */
    Map<TaskRole, Set<Call>> calls() {
        if (!seen.misunderstood().isEmpty()) {
            throw new AssertionError("Calls that could not be read: " + seen.misunderstood());
        }
        Map<String, TaskRole> roles = new HashMap<>();
        KEYS_OF_RECOVERY.forEach((role, key) -> roles.put(key, role));
        for (Service service : Service.eventSourced()) {
            for (int port : List.of(layout.port(service), layout.port(service) + 10)) {
                roles.put(KEY_PREFIX + port, TaskRole.of(service));
            }
        }
        Map<TaskRole, Set<Call>> calls = new EnumMap<>(TaskRole.class);
        for (TaskRole role : TaskRole.values()) {
            calls.put(role, new TreeSet<>());
        }
        for (String key : seen.accessKeys()) {
            TaskRole role = roles.get(key);
            if (role == null) {
                throw new AssertionError("Calls of nobody known: " + key);
            }
            calls.get(role).addAll(seen.by(key));
        }
        return calls;
    }

    @Override
    public void close() {
        suite.close();
        proxies.forEach(RecordingProxy::close);
    }
}
