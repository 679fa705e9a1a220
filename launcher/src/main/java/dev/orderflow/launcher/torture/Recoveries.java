package dev.orderflow.launcher.torture;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.Wait;
import dev.orderflow.launcher.figures.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How long after its death a service applied an event again, by its own meters. */
final class Recoveries {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Api edge;
    private final List<Duration> times = new ArrayList<>();

    Recoveries(Api edge) {
        this.edge = edge;
    }

    /**
     * Returns when the service, started again, has applied its first event.
     *
     * @param own its own address, past the edge
     * @param killedAt by {@link System#nanoTime}
     */
    void await(Service service, Api own, long killedAt) {
        if (!Service.eventSourced().contains(service)) {
            return;
        }
        Wait.upTo(PATIENCE, () -> hasApplied(service, own) ? Optional.of(true) : Optional.empty())
                .ifPresent(yes -> add(Duration.ofNanos(System.nanoTime() - killedAt)));
    }

    /** The archiver applies nothing; its first record says the same of it. */
    private boolean hasApplied(Service service, Api own) {
        String meter = service == Service.EVENT_STORE ? "orderflow.consumer.first.record" : "orderflow.consumer.lag";
        try {
            JsonNode measurements = own.get("/actuator/metrics/" + meter, edge.token("operator", ""))
                    .expected()
                    .required("measurements");
            JsonNode value = measurements.get(0).required("value");
            return value.isNumber() && value.asDouble() > 0;
        } catch (SuiteException notYet) {
            return false;
        }
    }

    private synchronized void add(Duration time) {
        times.add(time);
    }

    synchronized Latencies all() {
        return Latencies.of(times);
    }
}
