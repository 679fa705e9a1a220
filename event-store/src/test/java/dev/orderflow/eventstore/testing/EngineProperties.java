package dev.orderflow.eventstore.testing;

import dev.orderflow.infra.engine.LocalEngines;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a service is told so that it runs as it is shipped, on the engines of the test run. Starts those engines. It goes
 * with {@link EngineConnection}, without which a service finds no LocalStack.
 */
public final class EngineProperties {
    private EngineProperties() {}

    /** @param prefix of tables, stream and buckets: two starts with the same one see the same */
    public static Map<String, String> under(String prefix) {
        Map<String, String> properties = new HashMap<>(connection());
        properties.put("spring.cloud.aws.region.static", LocalEngines.REGION);
        properties.put("spring.cloud.aws.s3.path-style-access-enabled", "true");
        properties.put("orderflow.stream", prefix + "events");
        properties.put("orderflow.table-prefix", prefix);
        properties.put("orderflow.snapshot-bucket", prefix + "snapshots");
        return properties;
    }

    private static Map<String, String> connection() {
        if (LocalEngines.areLocalStack()) {
            // What EngineConnection says; a property here would hide that it says nothing.
            return Map.of();
        }
        return Map.of(
                "spring.cloud.aws.credentials.access-key",
                LocalEngines.CREDENTIAL,
                "spring.cloud.aws.credentials.secret-key",
                LocalEngines.CREDENTIAL,
                "spring.cloud.aws.endpoint",
                LocalEngines.forTests().aws().toString(),
                "spring.cloud.aws.dynamodb.endpoint",
                LocalEngines.forTests().dynamoDb().toString());
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
