package dev.orderflow.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tester tested: each planted bug is found, and a table says by what and after how many seeds. */
class PlantedBugsTest {
    /** What a bug may take at most; the slowest needs a third of it. */
    private static final int SEEDS = 200;

    private static final List<Plant> BUGS =
            Arrays.stream(Plant.values()).filter(plant -> plant != Plant.NONE).toList();

    @BeforeAll
    static void the_dead_are_silent() {
        Node.silenceTheDead();
    }

    /**
     * @param first what the first violation was
     * @param firstAfter seeds until then
     * @param after seeds until the invariant found it that guards against it, or 0 where it did not
     */
    private record Finding(Plant plant, @Nullable Invariant first, int firstAfter, int after) {
        String row() {
            return "%-30s %5d  by %-4s %5d  by %-4s %s"
                    .formatted(plant, firstAfter, first, after, plant.guardedBy(), plant.says());
        }
    }

    @Test
    void every_planted_bug_is_found_by_the_invariant_that_guards_against_it() throws Exception {
        List<Callable<Finding>> searches = BUGS.stream()
                .<Callable<Finding>>map(plant -> () -> search(plant))
                .toList();
        List<Finding> findings;
        try (ExecutorService threads = Executors.newFixedThreadPool(Seeds.AT_ONCE)) {
            findings =
                    threads.invokeAll(searches).stream().map(Future::resultNow).toList();
        }
        System.out.printf("%-30s %s%n", "planted bug", "seeds: first found, and by its guard");
        findings.forEach(finding -> System.out.println(finding.row()));

        assertThat(findings).as("planted bugs that were not found").allMatch(finding -> finding.after() > 0);
    }

    @Test
    void every_invariant_guards_against_a_bug() {
        Set<Invariant> guards = EnumSet.noneOf(Invariant.class);
        BUGS.forEach(plant -> guards.add(plant.guardedBy()));

        assertThat(guards).containsExactly(Invariant.values());
    }

    private static Finding search(Plant plant) {
        Invariant first = null;
        int firstAfter = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            Violation violation = violationOf(seed, plant);
            if (violation != null && first == null) {
                first = violation.invariant();
                firstAfter = seed;
            }
            if (violation != null && violation.invariant() == plant.guardedBy()) {
                return new Finding(plant, first, firstAfter, seed);
            }
        }
        return new Finding(plant, first, firstAfter, 0);
    }

    private static @Nullable Violation violationOf(long seed, Plant plant) {
        try {
            new Simulation(seed, plant, false).run();
            return null;
        } catch (Violation violation) {
            return violation;
        }
    }
}
