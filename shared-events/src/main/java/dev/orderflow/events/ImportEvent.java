package dev.orderflow.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bulk import, stream {@code import-<importId>}: its progress is a journal, so that a restart goes on where it
 * stopped and every row can be explained.
 */
public sealed interface ImportEvent extends DomainEvent {
    String importId();

    /**
     * @param location where the accepted file is kept, such as {@code s3://bucket/key}
     * @param contentDigest SHA-256 (hex) of the CSV, unpacked
     * @param rows rows of the file, without its header: what progress is measured against
     */
    @WireName("import.started.v1")
    record ImportStarted(
            String importId,
            String requestedBy,
            String location,
            String contentDigest,
            long rows,
            boolean deriveCatalogue,
            boolean deriveStock)
            implements ImportEvent {}

    /**
     * Products and an opening stock found in the file, for the catalogue and the warehouse to take over.
     *
     * @param part counts from 1; with the import id the key of the receipt, so that it counts once
     * @param parts how many there are in all
     */
    @WireName("import.assortment-derived.v1")
    record AssortmentDerived(String importId, int part, int parts, List<DerivedProduct> products)
            implements ImportEvent {
        public AssortmentDerived {
            products = List.copyOf(products);
        }
    }

    /**
     * A stretch of rows was dealt with.
     *
     * @param lastLine last line of the file (header = 1) that is dealt with now
     */
    @WireName("import.rows-processed.v1")
    record RowsProcessed(
            String importId, int chunk, long lastLine, List<ImportedOrder> orders, List<RefusedRow> refused)
            implements ImportEvent {
        public RowsProcessed {
            orders = List.copyOf(orders);
            refused = List.copyOf(refused);
        }
    }

    @WireName("import.completed.v1")
    record ImportCompleted(String importId, long rows, long ordersAccepted, long rowsRefused) implements ImportEvent {}

    /** The file as a whole cannot be read on; rows up to {@code line} were dealt with. */
    @WireName("import.failed.v1")
    record ImportFailed(String importId, long line, String reason) implements ImportEvent {}

    /** @param openingStock pieces to receive, or 0 */
    record DerivedProduct(String sku, String description, Money unitPrice, int openingStock) {}

    /** @param replayed true where this very order had been there before */
    record ImportedOrder(String orderId, String customerId, String invoice, List<Long> lines, boolean replayed) {
        public ImportedOrder {
            lines = List.copyOf(lines);
        }
    }

    /** @param line line of the file, header = 1 */
    record RefusedRow(long line, @Nullable String invoice, String reason, String detail) {}
}
