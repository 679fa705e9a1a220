package dev.orderflow.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many histories of the suite; a seed that fails is named with the command that replays it. */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 250);
    private static final long FROM = Long.getLong("simulation.from", 1);
    private static final String ONE = System.getProperty("simulation.seed", "");

    @BeforeAll
    static void the_dead_are_silent() {
        Node.silenceTheDead();
    }

    @Test
    void every_invariant_holds_under_every_seed() {
        long from = ONE.isEmpty() ? FROM : Long.parseLong(ONE);
        long seeds = ONE.isEmpty() ? SEEDS : 1;
        long started = System.nanoTime();
        long calls = 0;
        long accepted = 0;
        for (long seed = from; seed < from + seeds; seed++) {
            Simulation simulation = new Simulation(seed, Plant.NONE, !ONE.isEmpty());
            try {
                simulation.run();
            } catch (Violation violation) {
                simulation.environment().trace().forEach(System.out::println);
                fail(violation.getMessage() + System.lineSeparator() + "The trace is above. This replays it: "
                        + replay(seed));
            }
            if (!ONE.isEmpty()) {
                simulation.environment().trace().forEach(System.out::println);
            }
            calls += simulation.environment().calls();
            accepted += simulation.accepted();
        }
        System.out.printf(
                "Simulated %,d seeds from %d: %,d calls to engines, %,d accepted answers, %,d ms%n",
                seeds, from, calls, accepted, (System.nanoTime() - started) / 1_000_000);
        // What never happens proves nothing.
        assertThat(accepted).isGreaterThan(0);
    }

    @Test
    void the_same_seed_does_the_same() {
        assertThat(traceOf(7)).isEqualTo(traceOf(7)).isNotEqualTo(traceOf(8));
    }

    private static Object traceOf(long seed) {
        Simulation simulation = new Simulation(seed, Plant.NONE, true);
        simulation.run();
        return simulation.environment().trace();
    }

    private static String replay(long seed) {
        return "./mvnw -pl simulation -am verify -DskipITs -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dsimulation.seed=" + seed;
    }
}
