package dev.orderflow.e2e;

import dev.orderflow.launcher.Layout;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.ServiceProcess;
import dev.orderflow.launcher.Suite;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** ECS for the processes of a suite on this machine: what it starts uses the tables that the compute stack names. */
final class SuiteContainers implements Containers {
    private final Layout layout;
    private final Map<String, String> settings;
    private final Supplier<String> tablePrefix;
    private final Suite suite;
    private final Map<String, Integer> desired = new ConcurrentHashMap<>();
    private final Map<Service, ServiceProcess> ready = new ConcurrentHashMap<>();

    /** One start after the other: on a busy machine several at once would each take too long. */
    private final ExecutorService starts =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    private volatile boolean starting = true;
    private volatile Runnable beforeTheProof = () -> {};
    private volatile int exitCodeOfTheProof = -1;

    /**
     * @param settings environment variables of every service, but for the prefix of the tables
     * @param tablePrefix as the compute stack has it
     */
    SuiteContainers(Layout layout, Map<String, String> settings, Supplier<String> tablePrefix) {
        this.layout = layout;
        this.settings = settings;
        this.tablePrefix = tablePrefix;
        suite = suiteOn(tablePrefix.get());
        RecoveryStacks.SERVICES.forEach(service -> desired.put(service, 1));
    }

    /** The gateway and the way in as well, which no recovery touches. */
    RunningSuite startAll() {
        for (Service service : Service.values()) {
            ready.put(service, suite.start(service));
        }
        return new RunningSuite(suite);
    }

    void beforeTheProof(Runnable what) {
        beforeTheProof = what;
    }

    /** What is started on lost tables ends at once, again and again: that is left out. */
    void startsServices(boolean starts) {
        starting = starts;
    }

    int exitCodeOfTheProof() {
        return exitCodeOfTheProof;
    }

    @Override
    public void desire(String name, int count) {
        desired.put(name, count);
        Service service = of(name);
        if (count == 0) {
            Thread.startVirtualThread(() -> ready.get(service).stop());
        } else if (starting) {
            Suite now = suiteOn(tablePrefix.get());
            starts.execute(() -> ready.put(service, now.start(service)));
        }
    }

    @Override
    public int desired(String service) {
        return desired.get(service);
    }

    @Override
    public int running(String service) {
        return ready.get(of(service)).isAlive() ? 1 : 0;
    }

    @Override
    public int run(String container, Map<String, String> overrides) {
        boolean proof = overrides.containsKey("ORDERFLOW_VERIFICATION_RUN");
        if (proof) {
            beforeTheProof.run();
        }
        int exitCode = OneTask.run(suite, of(container), overrides);
        if (proof) {
            exitCodeOfTheProof = exitCode;
        }
        return exitCode;
    }

    private Suite suiteOn(String prefix) {
        Map<String, String> told = new HashMap<>(settings);
        told.put("ORDERFLOW_TABLEPREFIX", prefix);
        return new Suite(layout, Progress.standard(), told);
    }

    private static Service of(String name) {
        return Service.eventSourced().stream()
                .filter(service -> service.module().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no service " + name));
    }
}
