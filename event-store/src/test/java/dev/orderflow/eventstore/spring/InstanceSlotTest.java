package dev.orderflow.eventstore.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.testing.ExampleEvents;
import dev.orderflow.eventstore.memory.InMemorySlotClaims;
import dev.orderflow.eventstore.slot.SlotClaim;
import dev.orderflow.eventstore.slot.SlotClaims;
import dev.orderflow.eventstore.slot.SlotLease;
import dev.orderflow.eventstore.testing.Await;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InstanceSlotTest {
    private final SlotClaims claims = new InMemorySlotClaims();
    private final AtomicLong passed = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void a_configured_slot_claims_nothing() throws Exception {
        try (InstanceSlot slot = InstanceSlot.fixed("orders", 7)) {
            assertThat(slot.writer()).isEqualTo("orders-7");
        }
    }

    @Test
    void a_claimed_slot_is_renewed_and_given_back_at_the_end() throws Exception {
        try (InstanceSlot slot = claimed()) {
            assertThat(slot.writer()).isEqualTo("orders-0");
            SlotClaim first = claims.all().getFirst();
            passed.set(1);
            Await.until(() -> claims.all().getFirst().renewedAt().isAfter(first.renewedAt()));
        }
        assertThat(claims.all()).isEmpty();
        assertThat(ended).isFalse();
    }

    @Test
    void a_process_that_stood_still_for_too_long_ends() throws Exception {
        InstanceSlot slot = claimed();
        passed.set(SlotLease.LASTS.toNanos() + 1);

        Await.until(ended::get);
        slot.close();
    }

    @Test
    void a_process_whose_slot_another_took_ends() throws Exception {
        InstanceSlot slot = claimed();
        claims.replace(claims.all().getFirst(), new SlotClaim(0, "thief", ExampleEvents.NOON));

        Await.until(ended::get);
        slot.close();
        assertThat(claims.all()).hasSize(1);
    }

    private InstanceSlot claimed() {
        SlotLease lease = SlotLease.claim(claims, "me", () -> ExampleEvents.NOON.plusNanos(passed.get()), passed::get);
        return InstanceSlot.claimed("orders", lease, () -> ended.set(true));
    }
}
