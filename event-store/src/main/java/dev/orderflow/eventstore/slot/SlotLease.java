package dev.orderflow.eventstore.slot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A slot that this process holds for as long as it renews its claim. A slot must never be used by two processes at once:
 * it stamps commits, and owns the leases of shards. So a holder that could not renew for {@link #LASTS} has to end itself,
 * and nobody takes its slot before {@link #GONE_AFTER}; the difference is what two machines' clocks may be apart.
 *
 * <p>Not thread-safe: one thread renews.
 */
public final class SlotLease {
    /**
     * A holder that did not renew for so long, by its own count of seconds, ends itself. A call may take 20 s with all its
     * attempts: two that do so, one after the other, are no reason yet.
     */
    public static final Duration LASTS = Duration.ofSeconds(60);

    public static final Duration RENEW_EVERY = Duration.ofSeconds(5);

    /** After so much silence the holder has ended itself, also where its clock is a minute away from ours. */
    static final Duration GONE_AFTER = Duration.ofSeconds(120);

    /** Far more instances than a stream has shards for; a number past it means that claims are not released. */
    static final int MOST_SLOTS = 1_000;

    private static final Logger log = LoggerFactory.getLogger(SlotLease.class);

    private final SlotClaims claims;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private SlotClaim mine;
    private long renewedAtNanos;

    private SlotLease(
            SlotClaims claims, InstantSource clock, LongSupplier nanoTime, SlotClaim mine, long claimedAtNanos) {
        this.claims = claims;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.mine = mine;
        this.renewedAtNanos = claimedAtNanos;
    }

    /**
     * Takes the lowest slot that nobody holds.
     *
     * @param owner unique to this run of this process
     * @param nanoTime as {@link System#nanoTime()}: a clock that is set must not lengthen a lease
     * @throws IllegalStateException where all slots are held
     */
    public static SlotLease claim(SlotClaims claims, String owner, InstantSource clock, LongSupplier nanoTime) {
        Map<Integer, SlotClaim> held = new HashMap<>();
        claims.all().forEach(claim -> held.put(claim.slot(), claim));
        for (int slot = 0; slot < MOST_SLOTS; slot++) {
            SlotClaim seen = held.get(slot);
            Instant now = clock.instant();
            if (seen != null && seen.renewedAt().plus(GONE_AFTER).isAfter(now)) {
                continue;
            }
            // Counted from before the request left: others count from what it wrote.
            long askedAt = nanoTime.getAsLong();
            SlotClaim mine = new SlotClaim(slot, owner, now);
            if (claims.replace(seen, mine)) {
                logTaken(seen, mine);
                return new SlotLease(claims, clock, nanoTime, mine, askedAt);
            }
        }
        throw new IllegalStateException("All " + MOST_SLOTS + " slots are held. Instances that end release theirs, and"
                + " those that died lose it after " + GONE_AFTER.toSeconds()
                + " s: look for what starts this service again and again");
    }

    private static void logTaken(@Nullable SlotClaim seen, SlotClaim mine) {
        if (seen == null) {
            log.info("This instance has slot {} (as {})", mine.slot(), mine.owner());
        } else {
            log.info(
                    "This instance takes slot {} over from {}, silent since {}",
                    mine.slot(),
                    seen.owner(),
                    seen.renewedAt());
        }
    }

    public int slot() {
        return mine.slot();
    }

    /**
     * Says that the holder is alive.
     *
     * @return whether the slot is still held; once false, nothing may be done under it any more
     */
    public boolean renew() {
        if (hasLapsed()) {
            return false;
        }
        long askedAt = nanoTime.getAsLong();
        SlotClaim renewed = new SlotClaim(mine.slot(), mine.owner(), clock.instant());
        if (!claims.replace(mine, renewed) && !isMineInStore()) {
            return false;
        }
        mine = renewed;
        renewedAtNanos = askedAt;
        return !hasLapsed();
    }

    /** Whether it was last renewed too long ago to be sure of it. */
    public boolean hasLapsed() {
        return nanoTime.getAsLong() - renewedAtNanos > LASTS.toNanos();
    }

    /** The next instance may have the slot at once. */
    public void release() {
        claims.release(mine);
    }

    /** A renewal whose reply was lost is found written: then it was not another instance that came first. */
    private boolean isMineInStore() {
        return claims.all().stream()
                .filter(claim -> claim.slot() == mine.slot())
                .anyMatch(claim -> claim.owner().equals(mine.owner()));
    }
}
