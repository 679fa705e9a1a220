package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.launcher.Layout;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Suite;
import dev.orderflow.launcher.torture.Torture;
import dev.orderflow.launcher.torture.TortureReport;
import dev.orderflow.launcher.torture.TortureSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A short run of what {@code ./orderflow torture} does for minutes or hours: each kind of fault at least once. */
class TortureE2E {
    private static final int PORT_BASE = 30080;

    /** The lanes end what they have begun, so that a slower machine takes longer and does not do less. */
    private static final Duration LENGTH = Duration.ofSeconds(50);

    private static final long SEED = 20_260_105;

    @Test
    void nothing_is_lost_doubled_or_oversold_while_everything_fails() {
        RunningSuite.stopShared();
        ProjectFolders checkout = ProjectFolders.find();
        Layout layout =
                new Layout(new ProjectFolders(checkout.root(), checkout.home().resolve("torture-e2e")), PORT_BASE);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Suite.stop(layout)));

        TortureReport report = new Torture(layout, TortureSettings.of(LENGTH, SEED), Progress.standard()).run();

        report.lines().forEach(System.out::println);
        assertThat(report.violations()).isEmpty();
        assertThat(report.ordersAccepted()).isPositive();
        assertThat(report.kills()).isPositive();
        assertThat(report.pauses()).isPositive();
        assertThat(report.joins()).isPositive();
        assertThat(report.splits() + report.merges()).isPositive();
        assertThat(report.repliesDropped()).isPositive();
        assertThat(report.recoveries().sorted()).isNotEmpty();
    }
}
