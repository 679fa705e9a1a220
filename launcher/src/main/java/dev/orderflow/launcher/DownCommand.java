package dev.orderflow.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stops everything, in order; the data stays.")
final class DownCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        int stopped = Suite.stop(Layout.ofCheckout());
        System.out.println(stopped == 0 ? "Nothing was running." : "Stopped " + stopped + " processes.");
        return 0;
    }
}
