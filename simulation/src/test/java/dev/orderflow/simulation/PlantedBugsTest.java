package dev.orderflow.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tester tested: each planted bug is found, and a table says by what and after how many seeds. */
class PlantedBugsTest {
    /** What a bug may take at most; the slowest needs a third of it. */
    private static final int SEEDS = 150;

    @BeforeAll
    static void the_dead_are_silent() {
        Node.silenceTheDead();
    }

    @Test
    void every_planted_bug_is_found() {
        List<Plant> missed = new ArrayList<>();
        System.out.printf("%-32s %6s  %-5s %s%n", "planted bug", "seeds", "by", "what it is");
        for (Plant plant : Plant.values()) {
            if (plant == Plant.NONE) {
                continue;
            }
            int seed = 1;
            Violation found = null;
            while (found == null && seed <= SEEDS) {
                found = violationOf(seed++, plant);
            }
            if (found == null) {
                missed.add(plant);
            }
            System.out.printf(
                    "%-32s %6s  %-5s %s%n",
                    plant,
                    found == null ? "none" : Integer.toString(seed - 1),
                    found == null ? "" : found.invariant(),
                    plant.says());
        }
        assertThat(missed).as("planted bugs that were not found").isEmpty();
    }

    private static Violation violationOf(long seed, Plant plant) {
        try {
            new Simulation(seed, plant, false).run();
            return null;
        } catch (Violation violation) {
            return violation;
        }
    }
}
