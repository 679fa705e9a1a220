package dev.orderflow.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "join", description = "Starts a second instance of a service, which takes its share of the work.")
final class JoinCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SERVICE", description = "such as order-service")
    private String service = "";

    @Override
    public Integer call() {
        Layout layout = Layout.ofCheckout();
        if (!Suite.isRunning(layout)) {
            throw new SuiteException("There is nothing to join: ./orderflow up");
        }
        new Suite(layout, Progress.standard()).join(Service.named(service));
        return 0;
    }
}
