package dev.orderflow.inventory.domain;

import dev.orderflow.events.SkuQuantity;
import java.util.List;

/**
 * That a receipt or an adjustment is in the books.
 *
 * @param fingerprint tells the same content from other content under the same id; 64 bits, so that a clash of two
 *     honest requests is out of the question
 * @param version of the warehouse's stream that booked it
 */
public record Booking(long fingerprint, long version) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    static long fingerprint(List<SkuQuantity> lines, String reason) {
        long hash = mixed(FNV_OFFSET, reason + ";");
        for (SkuQuantity line : lines) {
            hash = mixed(hash, line.sku() + "=" + line.quantity() + ";");
        }
        return hash;
    }

    static long fingerprint(String sku, int delta, String reason) {
        return mixed(FNV_OFFSET, reason + ";" + sku + "=" + delta);
    }

    private static long mixed(long hash, String text) {
        long mixed = hash;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * FNV_PRIME;
        }
        return mixed;
    }
}
