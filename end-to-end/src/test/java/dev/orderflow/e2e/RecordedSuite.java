package dev.orderflow.e2e;

import dev.orderflow.infra.engine.Deletion;
import dev.orderflow.infra.engine.DynamoDbLocalEngine;
import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.infra.templates.Policy.Call;
import dev.orderflow.launcher.Layout;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Restore;
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
    /** What the compute stack is given on AWS, with the names of this suite's engines. */
    static final Map<String, String> PARAMETERS = Map.of(
            "TablePrefix", "",
            "StreamName", Engines.STREAM,
            "StreamArn", "arn:aws:kinesis:eu-west-1:000000000000:stream/" + Engines.STREAM,
            "ArchiveBucketArn", "arn:aws:s3:::orderflow-archive",
            "SnapshotBucketArn", "arn:aws:s3:::orderflow-snapshots",
            "ImportBucketArn", "arn:aws:s3:::orderflow-imports",
            "BackOfficeTopicArn", "arn:aws:sns:eu-west-1:000000000000:orderflow-back-office",
            "MailIdentity", "orderflow.example");

    private static final int PROXY_OF_DYNAMODB = 20;
    private static final int PROXY_OF_THE_REST = 21;

    /** Before the port that a service listens on: together its access key, of letters and digits as engines want it. */
    private static final String KEY_PREFIX = "port";

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
        told.put("SPRING_CLOUD_AWS_CREDENTIALS_ACCESS_KEY", KEY_PREFIX + "${server.port}");
        told.put("ORDERFLOW_PROVISION", "false");
        told.put("ORDERFLOW_NOTIFICATIONS_BACKOFFICE_TOPICARN", PARAMETERS.get("BackOfficeTopicArn"));
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
            made.tables();
            made.everythingElse();
        }
        startServices();
    }

    /** One after the other: all at once they would take each other's time on a small machine. */
    private void startServices() {
        Service.eventSourced().forEach(suite::start);
        suite.start(Service.GATEWAY);
        suite.start(Service.EDGE);
    }

    RunningSuite running() {
        return new RunningSuite(suite);
    }

    /** All tables are lost and come back empty, as from their template; the services then fill them from the archive. */
    void restore() {
        suite.close();
        Deletion.deleteTree(layout.folders().data().resolve(DynamoDbLocalEngine.NAME));
        Restore restore = new Restore(suite, Progress.standard());
        suite.startEnginesAsTheyAre();
        try (Engines engines = Engines.of(layout)) {
            new AsFromTheTemplates(engines, layout.miniStack()).tables();
        }
        Suite.stop(layout);
        restore.tables();
        startServices();
    }

    /** What was called for so far, by service; all its instances count. */
    Map<Service, Set<Call>> callsByService() {
        if (!seen.misunderstood().isEmpty()) {
            throw new AssertionError("Calls that could not be read: " + seen.misunderstood());
        }
        Map<Service, Set<Call>> calls = new EnumMap<>(Service.class);
        Set<String> unknown = new TreeSet<>(seen.accessKeys());
        for (Service service : Service.eventSourced()) {
            Set<Call> all = new TreeSet<>();
            for (int port : List.of(layout.port(service), layout.port(service) + 10)) {
                all.addAll(seen.by(KEY_PREFIX + port));
                unknown.remove(KEY_PREFIX + port);
            }
            calls.put(service, all);
        }
        if (!unknown.isEmpty()) {
            throw new AssertionError("Calls of nobody known: " + unknown);
        }
        return calls;
    }

    @Override
    public void close() {
        suite.close();
        proxies.forEach(RecordingProxy::close);
    }
}
