package dev.orderflow.eventstore.testing;

import dev.orderflow.infra.engine.LocalEngines;
import java.util.List;
import java.util.Map;

/** What a service is told so that it runs as it is shipped, on the engines of the test run. Starts those engines. */
public final class EngineProperties {
    private EngineProperties() {}

    /** @param prefix of tables, stream and buckets: two starts with the same one see the same */
    public static Map<String, String> under(String prefix) {
        return Map.of(
                "spring.cloud.aws.region.static",
                LocalEngines.REGION,
                "spring.cloud.aws.credentials.access-key",
                LocalEngines.CREDENTIAL,
                "spring.cloud.aws.credentials.secret-key",
                LocalEngines.CREDENTIAL,
                "spring.cloud.aws.endpoint",
                LocalEngines.forTests().aws().toString(),
                "spring.cloud.aws.dynamodb.endpoint",
                LocalEngines.forTests().dynamoDb().toString(),
                "spring.cloud.aws.s3.path-style-access-enabled",
                "true",
                "orderflow.stream",
                prefix + "events",
                "orderflow.table-prefix",
                prefix,
                "orderflow.snapshot-bucket",
                prefix + "snapshots");
    }

    /** Each as {@code name=value}. */
    public static List<String> pairs(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .toList();
    }

    /** As arguments of a program: these go before what its own files say. */
    public static String[] arguments(Map<String, String> properties) {
        return pairs(properties).stream().map(pair -> "--" + pair).toArray(String[]::new);
    }
}
