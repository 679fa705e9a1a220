package dev.orderflow.eventstore.slot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The claims of one service's instances, durable and shared by them all. */
public interface SlotClaims {
    /** Every claim that was not released, in no order; also those of instances that died. */
    List<SlotClaim> all();

    /**
     * Writes a claim where the slot still is as it was seen.
     *
     * @param seen null where the slot was free
     * @return whether it was written; false where another instance came first
     */
    boolean replace(@Nullable SlotClaim seen, SlotClaim claim);

    /** Removes a claim where it still is as it was last written; does nothing otherwise. */
    void release(SlotClaim claim);
}
