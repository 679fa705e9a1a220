package dev.orderflow.e2e;

import dev.orderflow.launcher.Pause;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.ServiceProcess;
import dev.orderflow.launcher.Suite;
import java.time.Duration;
import java.util.Map;

/** A task of ECS that does one thing and ends, as a process on this machine. */
final class OneTask {
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(10);

    private OneTask() {}

    /**
     * @param overrides environment variables that say what it does
     * @return its exit code
     */
    static int run(Suite suite, Service service, Map<String, String> overrides) {
        ServiceProcess task = suite.launchOnce(service, overrides);
        long deadline = System.nanoTime() + ENDS_WITHIN.toNanos();
        while (task.isAlive()) {
            if (System.nanoTime() > deadline) {
                task.stop();
                throw new AssertionError(service.module() + " did not end: see " + task.log());
            }
            Pause.of(Duration.ofMillis(200));
        }
        int exitCode = task.exitCode().orElseThrow();
        // Ended already; this removes its traces.
        task.stop();
        return exitCode;
    }
}
