package dev.orderflow.order.application.importing;

import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.order.domain.importing.ImportIds;

/** By what an import's orders are known to be its own. */
public final class ImportCauses {
    private ImportCauses() {}

    /** For the import's own record. */
    static Cause ofImport(String importId) {
        return new Cause(importId, ImportIds.stream(importId).toString(), null);
    }

    static Cause ofInvoice(String importId, String invoice) {
        return new Cause(importId, prefix(importId) + invoice, null);
    }

    /** Whether an order with this cause was placed by the import. */
    public static boolean isOf(String importId, String causationId) {
        return causationId.startsWith(prefix(importId));
    }

    private static String prefix(String importId) {
        return ImportIds.stream(importId) + ":";
    }
}
