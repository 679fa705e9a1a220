package dev.orderflow.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ImportSummaryTest {

    @Test
    void every_row_explained_is_what_holds() {
        assertThat(checks(100, 60, 40, 40, 100)).allMatch(Check::holds);
    }

    @Test
    void a_row_without_reason_is_found() {
        assertThat(checks(100, 60, 40, 39, 100)).anyMatch(check -> !check.holds());
    }

    @Test
    void a_row_that_was_never_read_is_found() {
        assertThat(checks(100, 60, 40, 40, 101)).anyMatch(check -> !check.holds());
    }

    private static List<Check> checks(long read, long accepted, long refused, long explained, long inFile) {
        String report = """
                {"importId": "i-1", "status": "COMPLETED", "rows": {"read": %d, "accepted": %d, "refused": %d},
                 "orders": {"accepted": 9, "replayed": 1}, "refusedByReason": [{"reason": "no-customer", "rows": %d}]}
                """.formatted(read, accepted, refused, explained);
        return ImportSummary.of(new JsonMapper().readTree(report), Duration.ofSeconds(1))
                .checks(inFile);
    }
}
