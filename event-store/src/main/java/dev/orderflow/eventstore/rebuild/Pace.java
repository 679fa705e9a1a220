package dev.orderflow.eventstore.rebuild;

import java.time.Duration;

/**
 * How often is looked, and how long is waited.
 *
 * @param lookEvery between two looks at the control table: one small read, and one more while something is rebuilt
 * @param knownFor an instance acts on what it saw for no longer; some looks
 * @param handOverWithin the live consumers stand still for no longer; then the hand-over is given up and tried again
 * @param betweenReads between two reads of the stream's end; a shard takes five a second from all applications together
 * @param saveEvery between two saves of a rebuild's progress, which also say that somebody works on it
 * @param givenUpAfter so long a silence of who works on a rebuild is more than a pause
 */
record Pace(
        Duration lookEvery,
        Duration knownFor,
        Duration handOverWithin,
        Duration betweenReads,
        Duration saveEvery,
        Duration givenUpAfter) {
    static final Pace STANDARD = new Pace(
            Duration.ofSeconds(2),
            Duration.ofSeconds(6),
            Duration.ofSeconds(10),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(15));

    /** After a change was made: from then on every instance knows, or looks before it does anything. */
    Duration untilAllKnow() {
        return knownFor.plus(lookEvery);
    }
}
