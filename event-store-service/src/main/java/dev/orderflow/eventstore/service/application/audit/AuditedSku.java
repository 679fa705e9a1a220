package dev.orderflow.eventstore.service.application.audit;

import dev.orderflow.eventstore.view.ViewDefinition;
import java.util.List;

/**
 * What the auditor counts of a product.
 *
 * @param version the warehouse's at the last event about it
 */
public record AuditedSku(String sku, long onHand, long reserved, long version) {
    public static final ViewDefinition<AuditedSku> DEFINITION =
            new ViewDefinition<>("audit-stock", AuditedSku.class, List.of());

    static AuditedSku none(String sku) {
        return new AuditedSku(sku, 0, 0, 0);
    }

    AuditedSku moved(long onHandBy, long reservedBy, long atVersion) {
        return new AuditedSku(sku, onHand + onHandBy, reserved + reservedBy, atVersion);
    }

    boolean possible() {
        return reserved >= 0 && onHand >= reserved;
    }
}
