package dev.orderflow.eventstore.rebuild;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rebuild of a read model: who asked for it and how far it is. Whoever works on it raises its version every few
 * seconds; a version that stands still tells that its worker is gone.
 *
 * @param generation of the tables that are filled
 * @param replaces the generation that is read until then
 * @param workedOnBy the instance that works on it, or null
 * @param recordsTotal what the archive held when the rebuild was asked for
 * @param recordsRead of the archive, so far
 * @param commits those among them that the read model is built from
 * @param readingMillis time spent on reading so far
 * @param positions last sequence number, of each shard, whose effect on the new version is durable
 * @param withdrawals how often the hand-over to the live stream was given up and tried again
 * @param failure what an operator has to know; null unless it failed
 * @param note what is left to do or know when it is done, or null
 */
public record Rebuild(
        String id,
        String service,
        String readModel,
        int generation,
        int replaces,
        String requestedBy,
        Instant requestedAt,
        Phase phase,
        @Nullable String workedOnBy,
        Instant updatedAt,
        @Nullable Instant endedAt,
        long recordsTotal,
        long recordsRead,
        long commits,
        long readingMillis,
        Map<String, String> positions,
        int withdrawals,
        @Nullable Drift drift,
        @Nullable String failure,
        @Nullable String note) {

    public Rebuild {
        positions = Map.copyOf(positions);
    }

    /** In this order; from each but the last two a crash leads back to its beginning. */
    public enum Phase {
        /** Nobody works on it yet. */
        REQUESTED,
        /** The archive is read. */
        FILLING,
        /** The archive is read; the stream is followed from there on. */
        FOLLOWING,
        /** The live consumers write the new version too, behind what is read here. */
        HANDING_OVER,
        /** The live consumers alone write both versions; the new one is held against the journals. */
        COMPARING,
        /** Reads go to the new version; the old one is written until every instance knows. */
        SWITCHED,
        DONE,
        FAILED;

        /** Whether anything is left to do. */
        public boolean isEnded() {
            return this == DONE || this == FAILED;
        }

        /** Whether the live consumers write both versions. */
        public boolean isWrittenLive() {
            return this == HANDING_OVER || this == COMPARING || this == SWITCHED;
        }
    }

    static Rebuild requested(
            String id,
            String service,
            String readModel,
            int generation,
            int replaces,
            String requestedBy,
            Instant at,
            long recordsTotal) {
        return new Rebuild(
                id,
                service,
                readModel,
                generation,
                replaces,
                requestedBy,
                at,
                Phase.REQUESTED,
                null,
                at,
                null,
                recordsTotal,
                0,
                0,
                0,
                Map.of(),
                0,
                null,
                null,
                null);
    }

    /** Records a second, or 0 where nothing was read yet. */
    public long rate() {
        return readingMillis == 0 ? 0 : recordsRead * 1000 / readingMillis;
    }

    /** Changes what changes while it is worked on. */
    Draft draft() {
        return new Draft(this);
    }

    /** A rebuild in the making of its next state. */
    static final class Draft {
        private final Rebuild before;
        Phase phase;

        @Nullable
        String workedOnBy;

        long recordsRead;
        long commits;
        long readingMillis;
        Map<String, String> positions;
        int withdrawals;

        @Nullable
        Drift drift;

        @Nullable
        String failure;

        @Nullable
        String note;

        private Draft(Rebuild before) {
            this.before = before;
            this.phase = before.phase;
            this.workedOnBy = before.workedOnBy;
            this.recordsRead = before.recordsRead;
            this.commits = before.commits;
            this.readingMillis = before.readingMillis;
            this.positions = before.positions;
            this.withdrawals = before.withdrawals;
            this.drift = before.drift;
            this.failure = before.failure;
            this.note = before.note;
        }

        Rebuild at(Instant now) {
            return new Rebuild(
                    before.id,
                    before.service,
                    before.readModel,
                    before.generation,
                    before.replaces,
                    before.requestedBy,
                    before.requestedAt,
                    phase,
                    workedOnBy,
                    now,
                    phase.isEnded() ? now : null,
                    Math.max(before.recordsTotal, recordsRead),
                    recordsRead,
                    commits,
                    readingMillis,
                    positions,
                    withdrawals,
                    drift,
                    failure,
                    note);
        }
    }
}
