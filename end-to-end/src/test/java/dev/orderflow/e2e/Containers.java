package dev.orderflow.e2e;

import java.util.Map;

/** What a container service does for the recovery workflow. */
interface Containers {
    /** As many instances of the service are to run; starting and stopping them takes its time. */
    void desire(String service, int count);

    int desired(String service);

    int running(String service);

    /**
     * Runs a task to its end.
     *
     * @param container whose image runs
     * @param overrides its environment variables that are not as usual
     * @return exit code
     */
    int run(String container, Map<String, String> overrides);
}
