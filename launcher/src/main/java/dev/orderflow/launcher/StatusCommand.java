package dev.orderflow.launcher;

import dev.orderflow.infra.engine.HttpProbe;
import dev.orderflow.infra.engine.ManagedProcess;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Shows what runs, where, and how much memory it takes; 1 where not all is up.")
final class StatusCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Layout layout = Layout.ofCheckout();
        boolean all = true;
        long kilobytes = 0;
        for (Instance instance : Instance.all()) {
            Optional<ManagedProcess> process = Suite.running(layout, instance);
            if (instance.slot() > 0 && process.isEmpty()) {
                continue;
            }
            URI url = layout.url(instance);
            boolean ready = process.isPresent()
                    && HttpProbe.answers(url.resolve(instance.service().healthPath()), status -> status == 200);
            all &= ready;
            long memory = process.map(running -> Memory.residentKilobytes(running.pid()))
                    .orElse(0L);
            kilobytes += memory;
            row(instance.name(), process.isEmpty() ? "down" : ready ? "ready" : "not ready", process, url, memory);
        }
        for (ManagedProcess engine : Suite.runningEngines(layout)) {
            long memory = Memory.residentKilobytes(engine.pid());
            kilobytes += memory;
            URI url = engine.name().equals("ministack") ? layout.miniStack() : layout.dynamoDb();
            row(engine.name(), "running", Optional.of(engine), url, memory);
        }
        System.out.printf("%67s%n", kilobytes / 1024 + " MB in all");
        return all ? 0 : 1;
    }

    private static void row(String name, String state, Optional<ManagedProcess> process, URI url, long kilobytes) {
        System.out.printf(
                "  %-26s %-10s %-24s %5s MB   pid %s%n",
                name,
                state,
                url,
                kilobytes / 1024,
                process.map(running -> String.valueOf(running.pid())).orElse("-"));
    }
}
