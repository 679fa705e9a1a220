package dev.orderflow.simulation;

import java.util.random.RandomGenerator;

/**
 * How bad it gets under one seed: some are calm, so that the interleaving alone is tried, some are storms.
 *
 * @param callFails of a call to an engine
 * @param entryFails of an entry in a batch that was taken otherwise
 * @param processDies before each activity
 * @param leaseMoves before each activity
 */
record Weather(double callFails, double entryFails, double processDies, double leaseMoves) {
    static final Weather CALM = new Weather(0, 0, 0, 0);

    private static final double[] CALLS = {0, 0.01, 0.05, 0.15};
    private static final double[] ENTRIES = {0, 0.05, 0.3};
    private static final double[] DEATHS = {0, 0.003, 0.01, 0.03};
    private static final double[] MOVES = {0, 0.005, 0.02};

    static Weather of(RandomGenerator random) {
        return new Weather(one(CALLS, random), one(ENTRIES, random), one(DEATHS, random), one(MOVES, random));
    }

    private static double one(double[] choices, RandomGenerator random) {
        return choices[random.nextInt(choices.length)];
    }
}
