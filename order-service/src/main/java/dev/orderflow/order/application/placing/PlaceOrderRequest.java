package dev.orderflow.order.application.placing;

import dev.orderflow.events.Address;
import dev.orderflow.events.Contact;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.eventstore.decision.DerivedIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants; well-formed, but not yet known to be possible.
 *
 * @param idempotencyKey with the customer it names one order for ever
 * @param card the gateway's token, never a card number
 * @param originallyPlacedAt for an order taken over from elsewhere; null for one that is placed now
 */
public record PlaceOrderRequest(
        String customerId,
        String idempotencyKey,
        List<SkuQuantity> lines,
        String card,
        @Nullable Contact contact,
        @Nullable Address shipTo,
        @Nullable Instant originallyPlacedAt) {
    private static final String ABSENT = "";
    private static final String PRESENT = "+";

    public PlaceOrderRequest {
        lines = List.copyOf(lines);
    }

    /**
     * SHA-256 (hex) of everything that the client sent. Prices are not in it: the same request is the same request also
     * after a price has changed.
     */
    String digest() {
        List<String> parts = new ArrayList<>();
        parts.add(customerId);
        parts.add(idempotencyKey);
        parts.add(Integer.toString(lines.size()));
        for (SkuQuantity line : lines) {
            parts.add(line.sku());
            parts.add(Integer.toString(line.quantity()));
        }
        parts.add(card);
        parts.add(contact == null ? ABSENT : PRESENT);
        if (contact != null) {
            parts.add(contact.name());
            parts.add(contact.email());
        }
        parts.add(shipTo == null ? ABSENT : PRESENT);
        if (shipTo != null) {
            parts.add(shipTo.name());
            parts.add(shipTo.line1());
            parts.add(shipTo.line2() == null ? ABSENT : PRESENT + shipTo.line2());
            parts.add(shipTo.city());
            parts.add(shipTo.postcode());
            parts.add(shipTo.country());
        }
        parts.add(originallyPlacedAt == null ? ABSENT : originallyPlacedAt.toString());
        return HexFormat.of().formatHex(DerivedIds.sha256(parts.toArray(String[]::new)));
    }
}
