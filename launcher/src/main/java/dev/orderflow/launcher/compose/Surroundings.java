package dev.orderflow.launcher.compose;

import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.record.Engines;
import java.net.URI;

/** What a container of the stack is told by its environment. */
final class Surroundings {
    private Surroundings() {}

    static Engines engines() {
        URI localStack = url("AWS_ENDPOINT_URL");
        return Engines.at(localStack, localStack);
    }

    static URI url(String variable) {
        String value = System.getenv().getOrDefault(variable, "");
        try {
            if (!value.isEmpty()) {
                return URI.create(value);
            }
        } catch (IllegalArgumentException e) {
            throw new SuiteException(variable + " must be a URL, not " + value, e);
        }
        throw new SuiteException(
                variable + " is not set. This command runs in the containers of docker-compose.yml, which set it");
    }
}
