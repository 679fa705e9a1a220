package dev.orderflow.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.testing.ExampleEvents;
import dev.orderflow.eventstore.slot.SlotClaim;
import dev.orderflow.eventstore.slot.SlotClaims;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of claims promises. */
public abstract class SlotClaimsContract {
    private static final Instant NOON = ExampleEvents.NOON;

    /** Of a service that no other test knows. */
    protected abstract SlotClaims claims();

    @Test
    void a_new_service_has_none() {
        assertThat(claims().all()).isEmpty();
    }

    @Test
    void a_free_slot_is_taken_once() {
        SlotClaim first = new SlotClaim(0, "first", NOON);

        assertThat(claims().replace(null, first)).isTrue();
        assertThat(claims().replace(null, new SlotClaim(0, "second", NOON))).isFalse();
        assertThat(claims().all()).containsExactly(first);
    }

    @Test
    void a_claim_is_replaced_only_as_it_was_seen() {
        SlotClaim seen = new SlotClaim(3, "first", NOON);
        SlotClaim renewed = new SlotClaim(3, "first", NOON.plusSeconds(5));
        claims().replace(null, seen);

        assertThat(claims().replace(seen, renewed)).isTrue();
        assertThat(claims().replace(seen, new SlotClaim(3, "second", NOON.plusSeconds(60))))
                .isFalse();
        assertThat(claims().all()).containsExactly(renewed);
    }

    @Test
    void a_released_slot_is_free_and_a_stale_release_does_nothing() {
        SlotClaim old = new SlotClaim(1, "first", NOON);
        SlotClaim current = new SlotClaim(1, "second", NOON.plusSeconds(90));
        claims().replace(null, old);
        claims().replace(old, current);

        claims().release(old);
        assertThat(claims().all()).containsExactly(current);

        claims().release(current);
        assertThat(claims().all()).isEmpty();
        assertThat(claims().replace(null, old)).isTrue();
    }

    @Test
    void of_many_at_once_one_gets_the_slot() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> takers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                SlotClaim claim = new SlotClaim(7, "taker-" + i, NOON);
                takers.add(() -> claims().replace(null, claim));
            }
            int winners = 0;
            for (Future<Boolean> taker : threads.invokeAll(takers)) {
                winners += taker.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
    }
}
