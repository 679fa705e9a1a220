package dev.orderflow.infra.engine;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Tells whether a LocalStack is ready, which is later than that it answers. */
final class LocalStackReadiness {

    /** Says of each stage whether it is over; that of {@code ready.d} is the last. */
    static final String PATH = "/_localstack/init/ready";

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(250);

    private LocalStackReadiness() {}

    static boolean isReady(String answer) {
        return answer.replaceAll("\\s", "").contains("\"completed\":true");
    }

    static void await(URI endpoint, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        URI question = endpoint.resolve(PATH);
        while (!HttpProbe.get(question).map(LocalStackReadiness::isReady).orElse(false)) {
            if (System.nanoTime() > deadline) {
                throw new EngineException(
                        ("No LocalStack became ready at %s within %d s (asked %s). Start one there, or leave "
                                        + "out %s: then the tests start one in a container")
                                .formatted(endpoint, patience.toSeconds(), PATH, TestEngines.ENDPOINT));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_QUESTIONS.toMillis()));
        }
    }
}
