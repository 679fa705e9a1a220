package dev.orderflow.order.application.importing;

import dev.orderflow.events.ImportEvent.ImportedOrder;
import dev.orderflow.events.ImportEvent.RefusedRow;
import java.util.List;

/** What became of a stretch of rows. */
public record ImportChunk(String importId, int chunk, List<ImportedOrder> orders, List<RefusedRow> refused) {
    public ImportChunk {
        orders = List.copyOf(orders);
        refused = List.copyOf(refused);
    }
}
