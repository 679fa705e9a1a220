package dev.orderflow.launcher.bench;

/**
 * One round of orders and, right after it, the bare loops on the same engines.
 *
 * @param puts bare conditional puts a second
 * @param putsAndRecords bare puts a second, each followed by a put on the stream
 */
record Comparison(double accepted, double completed, double puts, double putsAndRecords) {

    static Comparison of(LoadRound round, double puts, double putsAndRecords) {
        return new Comparison(round.acceptedPerSecond(), round.completedPerSecond(), puts, putsAndRecords);
    }

    double acceptedToPuts() {
        return Figures.ratio(accepted, puts);
    }

    double acceptedToPutsAndRecords() {
        return Figures.ratio(accepted, putsAndRecords);
    }
}
