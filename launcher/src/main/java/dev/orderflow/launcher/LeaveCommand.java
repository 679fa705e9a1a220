package dev.orderflow.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "leave", description = "Stops the second instance of a service in order; the first one goes on alone.")
final class LeaveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SERVICE", description = "such as order-service")
    private String service = "";

    @Override
    public Integer call() {
        Service of = Service.named(service);
        if (!Suite.leave(Layout.ofCheckout(), of)) {
            throw new SuiteException("No second " + of.module() + " runs: ./orderflow status");
        }
        System.out.println("Stopped " + Instance.second(of) + ".");
        return 0;
    }
}
