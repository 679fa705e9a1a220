package dev.orderflow.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many histories of the suite; a seed that fails is named with the command that replays it. */
class SimulationTest {
    private static final int SEEDS = 1_000;

    @BeforeAll
    static void the_dead_are_silent() {
        Node.silenceTheDead();
    }

    @Test
    void every_invariant_holds_under_every_seed() {
        long started = System.nanoTime();
        Seeds seeds = new Seeds(1, SEEDS, done -> {});
        if (!seeds.run()) {
            Seeds.Failure failure = seeds.failure();
            failure.trace().forEach(System.out::println);
            fail("Seed " + failure.seed() + ": " + failure.violation().getMessage() + System.lineSeparator()
                    + "The end of its trace is above. This replays it: " + failure.replay());
        }
        System.out.printf(
                "Simulated %,d seeds: %,d calls to engines, %,d accepted answers, %,d ms%n",
                SEEDS, seeds.calls(), seeds.accepted(), (System.nanoTime() - started) / 1_000_000);
        // What never happens proves nothing.
        assertThat(seeds.accepted()).isGreaterThan(SEEDS);
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
}
