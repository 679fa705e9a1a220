package dev.orderflow.eventstore.slot;

import java.time.Instant;

/**
 * An instance's word that it is the one with this number.
 *
 * @param slot 0 or more
 * @param owner one run of one process; never used again by another
 * @param renewedAt when the owner last said so, by its own clock
 */
public record SlotClaim(int slot, String owner, Instant renewedAt) {}
