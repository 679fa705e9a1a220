package dev.orderflow.launcher;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "clock", description = "Shows the time of the local stack, or moves it forward for all its services.")
final class ClockCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "+TIME", description = "such as +3d, +1d12h or +90m; it never goes back")
    private String forward = "";

    @Override
    public Integer call() {
        StackClock clock = StackClock.of(Layout.ofCheckout());
        Duration offset = forward.isEmpty() ? clock.offset() : clock.forward(StackClock.parse(forward));
        System.out.printf(
                "%s  %s%n",
                InstantSource.system().instant().plus(offset).truncatedTo(ChronoUnit.SECONDS),
                offset.isZero()
                        ? "the machine's time"
                        : "moved forward by " + offset.toString().substring(2));
        return 0;
    }
}
