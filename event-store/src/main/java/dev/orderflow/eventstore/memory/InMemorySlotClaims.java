package dev.orderflow.eventstore.memory;

import dev.orderflow.eventstore.slot.SlotClaim;
import dev.orderflow.eventstore.slot.SlotClaims;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Claims in memory. */
public final class InMemorySlotClaims implements SlotClaims {
    private final Map<Integer, SlotClaim> claims = new HashMap<>();

    @Override
    public synchronized List<SlotClaim> all() {
        return List.copyOf(claims.values());
    }

    @Override
    public synchronized boolean replace(@Nullable SlotClaim seen, SlotClaim claim) {
        if (!Objects.equals(claims.get(claim.slot()), seen)) {
            return false;
        }
        claims.put(claim.slot(), claim);
        return true;
    }

    @Override
    public synchronized void release(SlotClaim claim) {
        claims.remove(claim.slot(), claim);
    }
}
