package dev.orderflow.simulation;

import dev.orderflow.events.SkuQuantity;
import dev.orderflow.order.domain.OrderIds;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A file of rows of which it is known what each has to become. */
record ImportFile(List<Row> rows) {
    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    /** @param refusedFor the code of the reason for which the row by itself can be in no order, or null */
    record Row(
            String invoice,
            String sku,
            int quantity,
            String customer,
            @Nullable String refusedFor) {
        static Row of(String invoice, String sku, int quantity, String customer) {
            return new Row(invoice, sku, quantity, customer, null);
        }

        static Row withoutCustomer(String invoice, String sku) {
            return new Row(invoice, sku, 1, "", "no-customer");
        }

        String orderId() {
            return OrderIds.orderId("c" + customer, "import:" + invoice);
        }
    }

    /** @param line of the file, header = 1 */
    Row row(long line) {
        return rows.get(Math.toIntExact(line) - 2);
    }

    boolean hasLine(long line) {
        return line >= 2 && line < rows.size() + 2L;
    }

    /** What an invoice asks for; no file here has a product twice in one. */
    List<SkuQuantity> wants(String invoice) {
        return ordered(invoice).stream()
                .map(row -> new SkuQuantity(row.sku(), row.quantity()))
                .toList();
    }

    /** The lines of the file that an invoice's order is made of. */
    List<Long> lines(String invoice) {
        return ordered(invoice).stream().map(row -> rows.indexOf(row) + 2L).toList();
    }

    private List<Row> ordered(String invoice) {
        return rows.stream()
                .filter(row -> row.invoice().equals(invoice) && row.refusedFor() == null)
                .toList();
    }

    byte[] csv() {
        return rows.stream()
                .map(row -> "%s,%s,A THING,%d,2010-12-01 08:26:00,1.65,%s,United Kingdom\n"
                        .formatted(row.invoice(), row.sku(), row.quantity(), row.customer()))
                .collect(Collectors.joining("", HEADER, ""))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** By which an import says of which file it is. */
    String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(csv()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
