package dev.orderflow.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The enumeration tested: bugs that only a fault at the right call brings to light are found, each by some case. */
class SingleFaultsFindPlantedBugsTest {
    @BeforeAll
    static void the_dead_are_silent() {
        Node.silenceTheDead();
    }

    @ParameterizedTest
    @CsvSource({
        "RESUMES_ONE_TOO_LATE, COMPLETE",
        "FAILURE_COUNTS_AS_APPLIED, COMPLETE",
        "MARK_IS_FORGOTTEN, COMPLETE",
        "SWEEPER_SKIPS_THE_NEWEST, COMPLETE",
        "TIMEOUT_MEANS_DECLINED, COMPLETE",
        "NEW_KEY_PER_CAPTURE, PAYMENT_UNKNOWN_AND_NOT_CHARGED",
        "NO_JANITOR, COMPLETE",
        "NEW_PARCEL_PER_ATTEMPT, COMPLETE",
        "ACCEPTS_BEFORE_DURABLE, COMPLETE",
        "FORGETS_A_ROW_AFTER_A_CRASH, IMPORT",
        "NEW_ORDER_PER_ATTEMPT, IMPORT",
    })
    void finds(Plant plant, Flow flow) {
        // Recording shows nothing: without a fault the bug has no effect.
        List<FaultCase> cases = FaultCase.of(flow, FaultCase.callsOf(flow, plant));
        FaultCase found = null;
        String by = null;
        for (FaultCase each : cases) {
            by = each.run(plant, false).failure();
            if (by != null) {
                found = each;
                break;
            }
        }
        System.out.printf(
                "%-26s %s by %s%n",
                plant,
                found == null ? "NOT FOUND" : found.id() + " at " + found.call(),
                by == null ? "" : by.lines().findFirst().orElse(""));
        assertThat(found).as(plant.says()).isNotNull();
    }
}
