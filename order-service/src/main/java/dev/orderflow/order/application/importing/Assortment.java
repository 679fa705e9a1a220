package dev.orderflow.order.application.importing;

import dev.orderflow.events.ImportEvent.DerivedProduct;
import dev.orderflow.events.Money;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The products of a file and an opening stock, found by reading it once; the same file gives the same ones.
 *
 * <p>A product has the first description that is not blank and the first price of its rows that can be ordered. Of each
 * product's demand in the file 95 % are in stock, rounded down, and at least what its first invoice asks for: so most
 * orders can be served, and some cannot.
 */
final class Assortment {
    /** A part is one commit and one receipt: 500 products are some 60 KB of JSON, well below the largest commit. */
    static final int PRODUCTS_A_PART = 500;

    /** What is remembered of a product takes some 300 bytes; no retailer has more. */
    static final int MOST_PRODUCTS = 100_000;

    private static final int PERCENT_IN_STOCK = 95;
    private static final String CURRENCY = "GBP";

    /** Stock is counted in an {@code int}; two products at this bound can still be added up. */
    private static final long MOST_PIECES = 1_000_000_000;

    private final Map<String, Found> products = new LinkedHashMap<>();

    /** Reads the file to its end. */
    static Assortment of(CsvFiles.Rows rows) throws IOException {
        Assortment assortment = new Assortment();
        Invoices invoices = new Invoices(rows);
        for (Invoice invoice = invoices.next(); invoice != null; invoice = invoices.next()) {
            if (invoice.wish() != null) {
                assortment.add(invoice.wish());
            }
        }
        return assortment;
    }

    private void add(Wish wish) throws UnreadableFileException {
        for (OrderRow row : wish.rows()) {
            Found found = products.get(row.sku());
            if (found == null) {
                if (products.size() == MOST_PRODUCTS) {
                    throw new UnreadableFileException(
                            row.line(), "the file has more than " + MOST_PRODUCTS + " products");
                }
                products.put(row.sku(), new Found(row));
            } else {
                found.add(row);
            }
        }
    }

    /** In parts of a bounded size, in the order of the file. */
    List<List<DerivedProduct>> parts(boolean withStock) {
        List<DerivedProduct> all = new ArrayList<>(products.size());
        products.forEach((sku, found) -> all.add(new DerivedProduct(
                sku,
                found.description.isEmpty() ? sku : found.description,
                new Money(found.unitPrice, CURRENCY),
                withStock ? found.openingStock() : 0)));
        List<List<DerivedProduct>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PRODUCTS_A_PART) {
            parts.add(List.copyOf(all.subList(from, Math.min(from + PRODUCTS_A_PART, all.size()))));
        }
        return parts;
    }

    private static final class Found {
        private final long unitPrice;
        private final String firstInvoice;
        private String description;
        private long ofFirstInvoice;
        private long demand;

        private Found(OrderRow first) {
            unitPrice = first.unitPrice();
            firstInvoice = first.invoice();
            description = first.description();
            add(first);
        }

        private void add(OrderRow row) {
            demand += row.quantity();
            if (row.invoice().equals(firstInvoice)) {
                ofFirstInvoice += row.quantity();
            }
            if (description.isEmpty()) {
                description = row.description();
            }
        }

        private int openingStock() {
            long pieces = Math.max(demand * PERCENT_IN_STOCK / 100, ofFirstInvoice);
            return Math.toIntExact(Math.min(pieces, MOST_PIECES));
        }
    }
}
