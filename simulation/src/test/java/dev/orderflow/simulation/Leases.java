package dev.orderflow.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may read which shard for one application, and how far it has come: durable. */
final class Leases {
    final String application;
    private final Environment environment;
    private final SimulatedStream stream;
    private final Checkpoints checkpoints;
    private final Map<Shard, Lease> leases = new LinkedHashMap<>();

    Leases(String application, Environment environment, SimulatedStream stream, Checkpoints checkpoints) {
        this.application = application;
        this.environment = environment;
        this.stream = stream;
        this.checkpoints = checkpoints;
    }

    /** Of the shards that can be read now: a child's turn comes when its parents have been read to their end. */
    List<Lease> now() {
        List<Lease> now = new ArrayList<>();
        for (Shard shard : stream.shards()) {
            Lease lease = leases.computeIfAbsent(shard, Lease::new);
            boolean parentsAreRead = environment.isPlanted(Plant.CHILD_BEFORE_PARENT)
                    || shard.parents().stream()
                            .allMatch(parent -> leases.get(parent).hasEnded());
            if (parentsAreRead && !lease.hasEnded()) {
                now.add(lease);
            }
        }
        return now;
    }

    /** Whether everything that is on the stream has been read, and that is durable. */
    boolean areDone() {
        return now().stream()
                .allMatch(lease -> stream.isOpen(lease.shard())
                        && lease.firstUnread() == lease.shard().length()
                        && lease.holder() != null
                        && lease.holder().isAtEnd());
    }

    /** Of one shard. */
    final class Lease {
        private final Shard shard;
        private @Nullable String checkpoint;
        private boolean ended;
        private @Nullable Consumer holder;

        private Lease(Shard shard) {
            this.shard = shard;
        }

        Shard shard() {
            return shard;
        }

        String application() {
            return application;
        }

        boolean hasEnded() {
            return ended;
        }

        @Nullable
        String checkpoint() {
            return checkpoint;
        }

        /** Null where nobody holds it; the dead hold nothing for long. */
        @Nullable
        Consumer holder() {
            return holder == null || holder.isDead() ? null : holder;
        }

        void give(@Nullable Consumer to) {
            holder = to;
        }

        /**
         * Only the holder's counts.
         *
         * @return whether it did
         */
        boolean checkpoint(Consumer from, String reached) {
            if (holder != from) {
                return false;
            }
            // A write on condition: it does not count when it arrives once more, and late.
            if (checkpoint != null && Long.parseLong(reached) < Long.parseLong(checkpoint)) {
                return true;
            }
            checkpoints.check(this, reached);
            checkpoint = reached;
            return true;
        }

        /** As above, at the end of the shard. */
        boolean end(Consumer from) {
            if (holder != from) {
                return false;
            }
            if (shard.length() > 0) {
                checkpoints.check(this, shard.records().getLast().sequenceNumber());
            }
            ended = true;
            return true;
        }

        int firstUnread() {
            return checkpoint == null ? 0 : shard.firstAfter(checkpoint);
        }

        @Override
        public String toString() {
            return application + " " + shard;
        }
    }
}
