package dev.orderflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.launcher.SuiteException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RebuildTimeTest {

    @Test
    void work_is_told_apart_from_waiting() {
        RebuildTime.Phases phases = new RebuildTime.Phases();
        phases.see("REQUESTED", 0);
        phases.see("FILLING", 1_000_000_000L);
        phases.see("FILLING", 2_000_000_000L);
        phases.see("FOLLOWING", 3_500_000_000L);
        phases.see("HANDING_OVER", 4_000_000_000L);
        phases.see("COMPARING", 12_000_000_000L);
        phases.see("SWITCHED", 13_000_000_000L);
        phases.see("DONE", 21_000_000_000L);

        RebuildTime time = RebuildTime.of(new JsonMapper().readTree(ended("DONE", 3)), phases);

        assertThat(time).isEqualTo(new RebuildTime("orders/order-summaries", 29, 25, 90, 36, 2.5, 0.5, 1, 17, 21));
    }

    @Test
    void a_rebuild_that_failed_has_no_time() {
        assertThatThrownBy(
                        () -> RebuildTime.of(new JsonMapper().readTree(ended("FAILED", 3)), new RebuildTime.Phases()))
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("it drifted");
    }

    private static String ended(String phase, int different) {
        return """
                {"phase": "%s", "service": "orders", "readModel": "order-summaries", "failure": "it drifted",
                 "requestedAt": "2026-03-01T10:00:00Z", "endedAt": "2026-03-01T10:00:21Z",
                 "recordsRead": 90, "recordsPerSecond": 36,
                 "drift": {"tables": [
                   {"equal": 15, "missing": 0, "different": %d, "moving": 1},
                   {"equal": 10, "missing": 0, "different": 0, "moving": 0}]}}""".formatted(phase, different);
    }
}
