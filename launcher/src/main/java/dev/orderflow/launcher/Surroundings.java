package dev.orderflow.launcher;

import dev.orderflow.launcher.record.Engines;
import java.net.URI;

/** What a container of the stack is told by its environment. */
public final class Surroundings {
    private static final String API = "ORDERFLOW_API";

    private Surroundings() {}

    /** The suite that a command speaks to: the stack's in a container of the stack, else that of this checkout. */
    public static Api api() {
        return isTold(API)
                ? new Api(url(API), url("ORDERFLOW_ISSUER"))
                : new Api(Layout.ofCheckout().url(Service.EDGE));
    }

    public static Engines engines() {
        URI localStack = url("AWS_ENDPOINT_URL");
        return Engines.at(localStack, localStack);
    }

    private static URI url(String variable) {
        try {
            if (isTold(variable)) {
                return URI.create(System.getenv(variable));
            }
        } catch (IllegalArgumentException e) {
            throw new SuiteException(variable + " must be a URL, not " + System.getenv(variable), e);
        }
        throw new SuiteException(
                variable + " is not set. This command runs in the containers of docker-compose.yml, which set it");
    }

    private static boolean isTold(String variable) {
        return !System.getenv().getOrDefault(variable, "").isEmpty();
    }
}
