package dev.orderflow.eventstore.memory;

import dev.orderflow.eventstore.contract.SlotClaimsContract;
import dev.orderflow.eventstore.slot.SlotClaims;

class InMemorySlotClaimsTest extends SlotClaimsContract {
    private final SlotClaims claims = new InMemorySlotClaims();

    @Override
    protected SlotClaims claims() {
        return claims;
    }
}
