package dev.orderflow.launcher;

import java.util.HashMap;
import java.util.Map;

/** What a service is told by its environment: only endpoints and credentials make the embedded mode. */
final class Environment {
    private Environment() {}

    static Map<String, String> of(Layout layout, Instance instance) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SERVER_PORT", String.valueOf(layout.port(instance)));
        environment.put("ORDERFLOW_SLOT", String.valueOf(instance.slot()));
        environment.put("SERVER_ADDRESS", "127.0.0.1");

        environment.put("SPRING_CLOUD_AWS_REGION_STATIC", "eu-west-1");
        environment.put("SPRING_CLOUD_AWS_CREDENTIALS_ACCESS_KEY", "test");
        environment.put("SPRING_CLOUD_AWS_CREDENTIALS_SECRET_KEY", "test");
        environment.put("SPRING_CLOUD_AWS_ENDPOINT", layout.miniStack().toString());
        environment.put("SPRING_CLOUD_AWS_S3_PATH_STYLE_ACCESS_ENABLED", "true");
        environment.put("SPRING_CLOUD_AWS_DYNAMODB_ENDPOINT", layout.dynamoDb().toString());

        // Only here: a service that talks to AWS refuses to have a clock that can be moved.
        environment.put("ORDERFLOW_CLOCK_ADJUSTABLE", "true");
        environment.put("ORDERFLOW_CLOCK_FILE", StackClock.file(layout).toString());

        String edge = layout.url(Service.EDGE).toString();
        environment.put("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI", edge);
        environment.put("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI", edge + "/.well-known/jwks.json");
        environment.put(
                "ORDERFLOW_EDGE_ISSUER_FOLDER",
                layout.folders().data().resolve("issuer").toString());
        environment.put(
                "ORDERFLOW_PAYMENTS_GATEWAY_BASEURL",
                layout.url(Service.GATEWAY).toString());
        return environment;
    }
}
