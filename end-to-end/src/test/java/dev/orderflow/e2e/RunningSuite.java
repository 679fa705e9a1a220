package dev.orderflow.e2e;

import dev.orderflow.infra.engine.LocalEngines;
import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Layout;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.Suite;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A suite of processes on this machine. Most tests share one, started once on its own ports and in its own folder.
 * Where the test run uses LocalStack, so do the services, and the suite starts no engines.
 */
final class RunningSuite extends Shop {
    /** Far from a user's suite, which may be running. */
    private static final int PORT_BASE = 28080;

    /** The order of classes that share it: one after the other, so that it is started once. */
    static final int SHARED_FIRST = 1;

    /** So that an import of some invoices is under way for a while, and can be disturbed. */
    private static final Map<String, String> SMALL_CHUNKS = Map.of("ORDERFLOW_IMPORT_ROWSACHUNK", "50");

    private static @Nullable RunningSuite shared;

    private final Suite suite;

    RunningSuite(Suite suite) {
        super(
                new Api(suite.layout().url(Service.EDGE)),
                suite.layout().url(Service.GATEWAY),
                LocalEngines.areLocalStack() ? ON_LOCALSTACK : ON_EMBEDDED_ENGINES);
        this.suite = suite;
    }

    /** A suite of its own with no data yet; it is stopped with this JVM at the latest. */
    static RunningSuite fresh(String name, int portBase) {
        return fresh(name, portBase, Map.of());
    }

    /** @param settings environment variables of every service */
    static RunningSuite fresh(String name, int portBase, Map<String, String> settings) {
        ProjectFolders checkout = ProjectFolders.find();
        Layout layout =
                new Layout(new ProjectFolders(checkout.root(), checkout.home().resolve(name)), portBase);
        Suite.forget(layout);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Suite.stop(layout)));
        stopShared();
        if (LocalEngines.areLocalStack()) {
            Map<String, String> onLocalStack = new HashMap<>(OnLocalStack.settings());
            onLocalStack.putAll(settings);
            Suite suite = new Suite(layout, Progress.standard(), onLocalStack);
            suite.startServices();
            return new RunningSuite(suite);
        }
        return new RunningSuite(new Suite(layout, Progress.standard(), settings).start());
    }

    static synchronized RunningSuite shared() {
        if (shared == null) {
            shared = fresh("end-to-end", PORT_BASE, SMALL_CHUNKS);
        }
        return shared;
    }

    /** Before something else that is heavy: two at once would take each other's time. Whoever needs it next starts it anew. */
    static synchronized void stopShared() {
        if (shared != null) {
            shared.suite.close();
            shared = null;
        }
    }

    Suite suite() {
        return suite;
    }
}
