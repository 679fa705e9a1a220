package dev.orderflow.simulation;

import java.util.random.RandomGenerator;

/**
 * How bad it gets under one seed: some are calm, so that the interleaving alone is tried, some are storms.
 *
 * @param callFails of a call to an engine
 * @param entryFails of an entry in a batch that was taken otherwise
 * @param recordDoubles of a record that was taken: it comes again, later
 * @param processDies before each activity
 * @param processFreezes before each activity: it stands still for longer than its leases last, and then goes on
 * @param leaseMoves before each activity
 * @param reshards before each activity: a shard is split, or two are merged
 */
record Weather(
        double callFails,
        double entryFails,
        double recordDoubles,
        double processDies,
        double processFreezes,
        double leaseMoves,
        double reshards) {
    static final Weather CALM = new Weather(0, 0, 0, 0, 0, 0, 0);

    private static final double[] CALLS = {0, 0.01, 0.05, 0.15};
    private static final double[] ENTRIES = {0, 0.05, 0.3};
    private static final double[] DOUBLES = {0, 0, 0.1};
    private static final double[] DEATHS = {0, 0.003, 0.01, 0.03};
    private static final double[] FREEZES = {0, 0.003, 0.01};
    private static final double[] MOVES = {0, 0.005, 0.02};
    private static final double[] RESHARDS = {0, 0, 0.004};

    static Weather of(RandomGenerator random) {
        return new Weather(
                one(CALLS, random),
                one(ENTRIES, random),
                one(DOUBLES, random),
                one(DEATHS, random),
                one(FREEZES, random),
                one(MOVES, random),
                one(RESHARDS, random));
    }

    private static double one(double[] choices, RandomGenerator random) {
        return choices[random.nextInt(choices.length)];
    }
}
