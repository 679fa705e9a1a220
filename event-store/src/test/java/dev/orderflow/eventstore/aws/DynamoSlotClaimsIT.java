package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.contract.SlotClaimsContract;
import dev.orderflow.eventstore.slot.SlotClaims;
import dev.orderflow.eventstore.testing.TestCommits;

class DynamoSlotClaimsIT extends SlotClaimsContract {
    private final SlotClaims claims =
            LocalAws.dynamoOnly(TestCommits.unique("service")).slotClaims();

    @Override
    protected SlotClaims claims() {
        return claims;
    }
}
