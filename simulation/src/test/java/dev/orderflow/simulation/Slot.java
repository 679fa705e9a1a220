package dev.orderflow.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A place for one process of a service: empty, or held by a process until it dies. */
final class Slot {
    final String name;
    final String application;
    private final Environment environment;
    private final Function<Node, Service> program;
    private final Map<Integer, Consumer> consumers = new HashMap<>();
    private @Nullable Node node;
    private @Nullable Service service;
    private int runs;
    private boolean publishing;
    private boolean lookingForDue;

    /** @param program starts the service; calls out, and may fail */
    Slot(String application, int number, Environment environment, Function<Node, Service> program) {
        this.application = application;
        this.name = application + "-" + number;
        this.environment = environment;
        this.program = program;
    }

    @Nullable
    Service service() {
        return service;
    }

    boolean isEmpty() {
        return node == null;
    }

    void start() {
        Node starting = new Node(name, runs++, environment);
        node = starting;
        publishing = false;
        lookingForDue = false;
        starting.start("starts", () -> {
            while (service == null && node == starting) {
                try {
                    service = program.apply(starting);
                } catch (Outage e) {
                    starting.pause();
                }
            }
        });
    }

    void die() {
        if (node != null) {
            node.die();
        }
        node = null;
        service = null;
        consumers.clear();
    }

    /** One round of the publisher, unless one is under way. */
    void publish() {
        Service running = service;
        if (running == null || running.engines() == null || publishing) {
            return;
        }
        publishing = true;
        Engines engines = running.engines();
        running.node().start("publishes", () -> {
            engines.publisher.step();
            if (service == running) {
                publishing = false;
            }
        });
    }

    boolean hasNothingToPublish() {
        return service != null
                && (service.engines() == null || service.engines().publication.waiting() == 0);
    }

    void lookForDue() {
        Service running = service;
        if (running == null || running.dueWork().isEmpty() || lookingForDue) {
            return;
        }
        lookingForDue = true;
        running.node().start("looks for what is due", () -> {
            running.dueWork().forEach(work -> {
                try {
                    work.runOnce();
                } catch (Outage e) {
                    // Looks again later, as its own thread would.
                }
            });
            if (service == running) {
                lookingForDue = false;
            }
        });
    }

    /** One batch of a shard, unless one is under way; whoever does not hold the lease any more finds out here. */
    void consume(Leases.Lease lease, SimulatedStream stream) {
        Service running = service;
        if (running == null) {
            return;
        }
        Consumer mine = consumers.get(lease.shard());
        if (mine != null && mine.isBusy()) {
            return;
        }
        if (mine != null && lease.holder() != mine) {
            mine.abandon();
            consumers.remove(lease.shard());
            mine = null;
        }
        if (mine == null && lease.holder() == null) {
            mine = new Consumer(running, lease, stream);
            lease.give(mine);
            consumers.put(lease.shard(), mine);
        }
        if (mine != null) {
            mine.step();
        }
    }
}
