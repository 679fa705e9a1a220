package dev.orderflow.eventstore.consumer;

import org.jspecify.annotations.Nullable;

/** How far this handler is with one stream: its position in memory, ahead of the one that is saved. */
final class Progress {
    private long seen;
    private long saved;
    private Positions.@Nullable Parking parking;

    Progress(Positions.Position position) {
        this.seen = position.seen();
        this.saved = position.seen();
        this.parking = position.parked();
    }

    long seen() {
        return seen;
    }

    void sawUpTo(long version) {
        seen = Math.max(seen, version);
    }

    /** Somebody else may have parked, redriven or applied meanwhile: what is durable wins, what is seen never falls. */
    void refresh(Positions.Position position) {
        sawUpTo(position.seen());
        saved = Math.max(saved, position.seen());
        parking = position.parked();
    }

    /** How the position moved since this was asked last, or null: the caller sees to it that it is saved. */
    Positions.@Nullable Rise takeUnsaved() {
        Positions.Rise rise = seen > saved ? new Positions.Rise(saved, seen) : null;
        saved = seen;
        return rise;
    }

    Positions.@Nullable Parking parking() {
        return parking;
    }

    boolean isParked() {
        return parking != null;
    }

    boolean isParkedAs(Positions.Kind kind) {
        return parking != null && parking.kind() == kind;
    }

    void park(Positions.Parking why) {
        parking = why;
    }

    void unpark() {
        parking = null;
    }
}
