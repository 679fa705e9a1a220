package dev.orderflow.order.domain.importing;

import dev.orderflow.events.ImportEvent.DerivedProduct;
import dev.orderflow.events.ImportEvent.ImportedOrder;
import dev.orderflow.events.ImportEvent.RefusedRow;
import java.util.List;

/** What can be asked of an import. */
public sealed interface ImportCommand {

    /** @param rows of the file, without its header */
    record StartImport(
            String importId,
            String requestedBy,
            String location,
            String contentDigest,
            long rows,
            boolean deriveCatalogue,
            boolean deriveStock)
            implements ImportCommand {}

    /** @param part counts from 1 */
    record RecordAssortment(int part, int parts, List<DerivedProduct> products) implements ImportCommand {
        public RecordAssortment {
            products = List.copyOf(products);
        }
    }

    /**
     * @param chunk counts from 1
     * @param lastLine last line of the file that is dealt with by now
     */
    record RecordRows(int chunk, long lastLine, List<ImportedOrder> orders, List<RefusedRow> refused)
            implements ImportCommand {
        public RecordRows {
            orders = List.copyOf(orders);
            refused = List.copyOf(refused);
        }
    }

    /** Every row is dealt with. */
    record CompleteImport() implements ImportCommand {}

    /** The stored file cannot be read on. */
    record FailImport(long line, String reason) implements ImportCommand {}
}
