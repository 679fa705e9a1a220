package dev.orderflow.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.launcher.checker.Rule;
import dev.orderflow.launcher.checker.Violation;
import dev.orderflow.launcher.figures.Latencies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TortureReportTest {
    @Test
    void says_what_was_done_and_that_every_rule_holds() {
        List<String> lines = report(List.of()).lines();

        assertThat(lines)
                .anySatisfy(line -> assertThat(line).contains("2 kills", "3 pauses", "1,234 replies dropped"))
                .anySatisfy(line -> assertThat(line).contains("p50 4.00 s, p99 6.00 s (3 kills)"))
                .anySatisfy(line -> assertThat(line).contains("seed 42"));
        assertThat(lines).filteredOn(line -> line.startsWith("  ✓")).hasSize(Rule.values().length);
        assertThat(lines.getLast()).isEqualTo("  0 violations");
    }

    @Test
    void names_each_violation_under_its_rule() {
        List<String> lines = report(List.of(new Violation(Rule.NEVER_OVERSOLD, "TEA has -1 on hand")))
                .lines();

        int rule = lines.indexOf("  ✗ " + Rule.NEVER_OVERSOLD.promise());
        assertThat(lines.get(rule + 1)).contains("TEA has -1 on hand");
        assertThat(lines.getLast()).isEqualTo("  1 violations");
    }

    private static TortureReport report(List<Violation> violations) {
        Latencies recoveries =
                Latencies.of(List.of(Duration.ofSeconds(6), Duration.ofSeconds(2), Duration.ofSeconds(4)));
        return new TortureReport(42, 100, 50, 500, 2, 3, 4, 5, 6, 1_234, recoveries, violations);
    }
}
