package dev.orderflow.simulation;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Who may read which shard for which application, and how far it has come: durable. */
final class Leases {
    private Leases() {}

    static final class Lease {
        private final String application;
        private final int shard;
        private final BiConsumer<Lease, String> checkpoints;
        private @Nullable String checkpoint;
        private @Nullable Consumer holder;

        /** @param checkpoints hears of each checkpoint before it counts */
        Lease(String application, int shard, BiConsumer<Lease, String> checkpoints) {
            this.application = application;
            this.shard = shard;
            this.checkpoints = checkpoints;
        }

        String application() {
            return application;
        }

        int shard() {
            return shard;
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

        /** Only the holder's counts. */
        void checkpoint(Consumer from, String reached) {
            if (holder == from) {
                checkpoints.accept(this, reached);
                checkpoint = reached;
            }
        }

        /** Whether the checkpoint stands at the end of the shard. */
        boolean isDone(SimulatedStream stream) {
            return firstUnread(stream) == stream.length(shard);
        }

        int firstUnread(SimulatedStream stream) {
            if (checkpoint == null) {
                return 0;
            }
            int index = 0;
            long reached = Long.parseLong(checkpoint);
            for (var record : stream.read(shard, 0, Integer.MAX_VALUE)) {
                if (Long.parseLong(record.sequenceNumber()) > reached) {
                    break;
                }
                index++;
            }
            return index;
        }
    }
}
