package dev.orderflow.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A place for one process of a service: empty, or held by a process until it dies. */
final class Slot {
    /** Milliseconds: clocks of different machines are apart by no more, or nobody would call them clocks. */
    private static final int MOST_SKEW = 30_000;

    /** Milliseconds: the next process of a slot runs on another machine, whose clock may be seconds behind. */
    private static final int MOST_STEP = 4_500;

    final String name;
    final String application;
    private final Environment environment;
    private final Function<Node, Service> program;
    private final int skewMillis;
    private final Map<Shard, Consumer> consumers = new HashMap<>();
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
        this.skewMillis = environment.random.nextBoolean() ? 0 : environment.random.nextInt(-MOST_SKEW, MOST_SKEW + 1);
    }

    @Nullable
    Service service() {
        return service;
    }

    boolean isEmpty() {
        return node == null;
    }

    void start() {
        int step = skewMillis == 0 ? 0 : environment.random.nextInt(-MOST_STEP, MOST_STEP + 1);
        Node starting = new Node(name, runs++, environment, Duration.ofMillis(skewMillis + step), this::die);
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

    /** A process that stands still begins nothing. */
    private @Nullable Service awake() {
        return service == null || service.node().frozenAt() != null ? null : service;
    }

    void freeze() {
        if (node != null && node.frozenAt() == null) {
            node.freeze();
        }
    }

    boolean is(Node other) {
        return node == other;
    }

    void thaw() {
        if (node != null) {
            node.thaw();
        }
    }

    /** From when on its process stands still; null where none does. */
    @Nullable
    Instant frozenAt() {
        return node == null ? null : node.frozenAt();
    }

    /** One round of the publisher, unless one is under way. */
    void publish() {
        Service running = awake();
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
        Service running = awake();
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

    /**
     * One batch of a shard, unless one is under way; whoever does not hold the lease any more finds out here, after what it
     * had in its hands.
     */
    void consume(Leases.Lease lease, SimulatedStream stream) {
        Service running = awake();
        if (running == null) {
            return;
        }
        Consumer mine = consumers.get(lease.shard());
        if (mine != null && mine.isBusy()) {
            return;
        }
        if (mine != null && lease.holder() != mine) {
            mine.loseLease();
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
