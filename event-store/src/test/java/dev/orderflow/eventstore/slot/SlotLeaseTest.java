package dev.orderflow.eventstore.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.testing.ExampleEvents;
import dev.orderflow.eventstore.memory.InMemorySlotClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlotLeaseTest {
    private final Claims claims = new Claims();
    private Instant now = ExampleEvents.NOON;
    private long nanos = Long.MAX_VALUE - 1_000_000_000L;

    @Test
    void instances_get_the_lowest_free_numbers() {
        SlotLease first = claim("a");
        SlotLease second = claim("b");
        assertThat(List.of(first.slot(), second.slot())).containsExactly(0, 1);

        first.release();
        assertThat(claim("c").slot()).isZero();
        assertThat(claim("d").slot()).isEqualTo(2);
    }

    @Test
    void a_holder_that_renews_keeps_its_slot_for_ever() {
        SlotLease lease = claim("a");
        for (int i = 0; i < 100; i++) {
            pass(SlotLease.RENEW_EVERY);
            assertThat(lease.renew()).isTrue();
        }
        assertThat(claim("b").slot()).isEqualTo(1);
    }

    @Test
    void a_dead_instance_loses_its_slot_after_two_minutes_and_not_before() {
        claim("dead");

        pass(SlotLease.GONE_AFTER.minusMillis(1));
        assertThat(claim("b").slot()).isEqualTo(1);

        pass(Duration.ofMillis(1));
        assertThat(claim("c").slot()).isZero();
    }

    @Test
    void a_holder_that_stood_still_has_lost_its_slot_long_before_another_takes_it() {
        SlotLease lease = claim("a");
        pass(SlotLease.LASTS);
        assertThat(lease.hasLapsed()).isFalse();

        pass(Duration.ofNanos(1));
        assertThat(lease.hasLapsed()).isTrue();
        assertThat(lease.renew()).as("it may not come back from that").isFalse();
        assertThat(SlotLease.GONE_AFTER.minus(SlotLease.LASTS))
                .as("what two clocks may be apart")
                .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_clock_that_is_set_back_does_not_lengthen_a_lease() {
        SlotLease lease = claim("a");
        nanos += SlotLease.LASTS.toNanos() + 1;
        now = now.minusSeconds(3_600);

        assertThat(lease.hasLapsed()).isTrue();
    }

    @Test
    void a_holder_whose_slot_was_taken_learns_of_it_when_it_renews() {
        SlotLease lease = claim("a");
        SlotClaim stored = claims.all().getFirst();
        claims.replace(stored, new SlotClaim(0, "thief", now));

        assertThat(lease.renew()).isFalse();
        lease.release();
        assertThat(claims.all()).singleElement().extracting(SlotClaim::owner).isEqualTo("thief");
    }

    @Test
    void a_renewal_whose_reply_was_lost_is_no_loss() {
        SlotLease lease = claim("a");
        claims.loseTheNextReply = true;

        assertThat(lease.renew()).isTrue();
        pass(SlotLease.RENEW_EVERY);
        assertThat(lease.renew()).isTrue();
    }

    @Test
    void a_renewal_counts_from_before_it_was_asked_for() {
        SlotLease lease = claim("a");
        claims.takes = SlotLease.LASTS.plusSeconds(1);

        assertThat(lease.renew()).isFalse();
    }

    @Test
    void with_every_slot_held_the_start_ends_with_what_to_look_for() {
        for (int slot = 0; slot < SlotLease.MOST_SLOTS; slot++) {
            claims.replace(null, new SlotClaim(slot, "other-" + slot, now));
        }
        assertThatThrownBy(() -> claim("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("look for what starts this service again and again");
    }

    private SlotLease claim(String owner) {
        return SlotLease.claim(claims, owner, () -> now, () -> nanos);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    /** Claims in memory, behind a network. */
    private final class Claims implements SlotClaims {
        private final SlotClaims stored = new InMemorySlotClaims();
        private boolean loseTheNextReply;
        private Duration takes = Duration.ZERO;

        @Override
        public List<SlotClaim> all() {
            return stored.all();
        }

        @Override
        public boolean replace(@Nullable SlotClaim seen, SlotClaim claim) {
            boolean written = stored.replace(seen, claim);
            pass(takes);
            if (loseTheNextReply) {
                loseTheNextReply = false;
                // As the SDK tries again: its second attempt finds the first one's work.
                return stored.replace(seen, claim);
            }
            return written;
        }

        @Override
        public void release(SlotClaim claim) {
            stored.release(claim);
        }
    }
}
