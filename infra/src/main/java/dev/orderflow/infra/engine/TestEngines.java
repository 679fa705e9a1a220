package dev.orderflow.infra.engine;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which engines a test run uses, as its properties say. Each property may also be an environment variable
 * ({@code ORDERFLOW_LOCALSTACK_ENDPOINT}).
 *
 * @param kind {@code orderflow.engines}: {@code embedded} (default) or {@code localstack}
 * @param endpoint {@code orderflow.localstack.endpoint}: a LocalStack that runs already; without it one is started in a
 *     container
 * @param image {@code orderflow.localstack.image}: what the container is made of
 * @param hostFromEngine {@code orderflow.localstack.host-from-engine}: the name by which the LocalStack that runs already
 *     reaches processes on this machine
 */
record TestEngines(Kind kind, Optional<URI> endpoint, String image, String hostFromEngine) {

    static final String ENGINES = "orderflow.engines";
    static final String ENDPOINT = "orderflow.localstack.endpoint";
    static final String IMAGE = "orderflow.localstack.image";
    static final String HOST_FROM_ENGINE = "orderflow.localstack.host-from-engine";

    /** 4.14.0 is the last version that starts without an account at its maker's. */
    private static final String PINNED_IMAGE = "localstack/localstack:4.14.0";

    enum Kind {
        EMBEDDED,
        LOCALSTACK;

        private String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static TestEngines ofThisRun() {
        return from(TestEngines::property);
    }

    /** @param properties answers null or nothing for what is not given */
    static TestEngines from(Function<String, @Nullable String> properties) {
        return new TestEngines(
                kind(given(properties, ENGINES).orElse(Kind.EMBEDDED.spelling())),
                given(properties, ENDPOINT).map(TestEngines::endpoint),
                given(properties, IMAGE).orElse(PINNED_IMAGE),
                given(properties, HOST_FROM_ENGINE).orElse("127.0.0.1"));
    }

    /** A system property, or else the environment variable of the same name; null where neither is given. */
    static @Nullable String property(String name) {
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return System.getProperty(name, System.getenv(variable));
    }

    private static Optional<String> given(Function<String, @Nullable String> properties, String name) {
        return Optional.ofNullable(properties.apply(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static Kind kind(String value) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.spelling().equals(value))
                .findFirst()
                .orElseThrow(() -> new EngineException(
                        "%s is '%s': set it to 'embedded' or to 'localstack'".formatted(ENGINES, value)));
    }

    private static URI endpoint(String value) {
        if (!value.matches("http://[^/\\s:]+:\\d{1,5}/?")) {
            throw new EngineException("%s is '%s': set it to where LocalStack listens, as in http://127.0.0.1:4566"
                    .formatted(ENDPOINT, value));
        }
        return URI.create(value);
    }
}
