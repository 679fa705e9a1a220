package dev.orderflow.eventstore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArchitectureRulesTest {
    @Test
    void every_way_to_get_time_or_chance_from_nowhere_is_noticed() {
        assertThat(ArchitectureRules.timeAndChanceComeFromOutside()
                        .evaluate(new ClassFileImporter().importClasses(MakesItsOwnTimeAndChance.class))
                        .getFailureReport()
                        .toString())
                .contains("Instant.now", "Clock.systemUTC", "InstantSource.system", "UUID.randomUUID", "Thread.sleep")
                .contains("java.util.Random.", "java.security.SecureRandom.");
    }

    /** Bad on purpose. */
    @SuppressWarnings("unused")
    private static final class MakesItsOwnTimeAndChance {
        void bad() throws InterruptedException {
            Instant.now();
            Clock.systemUTC();
            InstantSource.system();
            UUID.randomUUID();
            Thread.sleep(1);
            new Random();
            new SecureRandom();
        }
    }
}
