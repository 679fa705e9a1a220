package dev.orderflow.e2e;

import dev.orderflow.infra.engine.LocalStack;
import java.util.Map;
import java.util.UUID;

/** What the services are told so that they work on the LocalStack of the test run. */
final class OnLocalStack {
    private OnLocalStack() {}

    /** Names of this suite's own: the LocalStack may have served another one before, and forgets nothing. */
    static Map<String, String> settings() {
        String endpoint = LocalStack.forTests().endpoint().toString();
        String prefix = "e2e-" + UUID.randomUUID().toString().substring(0, 8) + "-";
        return Map.of(
                "SPRING_CLOUD_AWS_ENDPOINT",
                endpoint,
                "SPRING_CLOUD_AWS_DYNAMODB_ENDPOINT",
                endpoint,
                "ORDERFLOW_EDGE_INBOX_PATH",
                "/_aws/ses",
                "ORDERFLOW_STREAM",
                prefix + "events",
                "ORDERFLOW_TABLE_PREFIX",
                prefix,
                "ORDERFLOW_SNAPSHOT_BUCKET",
                prefix + "snapshots",
                "ORDERFLOW_ARCHIVE_BUCKET",
                prefix + "archive",
                "ORDERFLOW_REBUILD_ARCHIVE",
                prefix + "archive",
                "ORDERFLOW_NOTIFICATIONS_BACK_OFFICE_TOPIC",
                prefix + "back-office",
                "ORDERFLOW_NOTIFICATIONS_BACK_OFFICE_QUEUE",
                prefix + "back-office");
    }
}
