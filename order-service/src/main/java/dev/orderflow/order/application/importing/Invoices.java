package dev.orderflow.order.application.importing;

import dev.orderflow.events.ImportEvent.RefusedRow;
import dev.orderflow.order.application.importing.RowRules.Verdict;
import dev.orderflow.order.application.placing.OrderLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rows of an invoice together while a file streams by: rows of one invoice stand next to each other. The same
 * file gives the same invoices every time, so that a restart finds its place by line number.
 *
 * <p>A row that cannot be read is counted to the invoice around it, whatever it names: it must not tear that apart. At most one invoice is held in memory,
 * and no more rows of it than an order can have lines.
 */
final class Invoices {
    static final int MOST_ROWS = OrderLimits.LINES;

    private final CsvFiles.Rows source;
    private @Nullable CsvRow ahead;
    private boolean started;

    /** The invoice of the rows before, where it has too many; what is left of it is refused as well. */
    private @Nullable String tooLong;

    Invoices(CsvFiles.Rows source) {
        this.source = source;
    }

    /** The next invoice, or null after the last. */
    @Nullable
    Invoice next() throws IOException {
        if (!started) {
            ahead = source.next();
            started = true;
        }
        if (ahead == null) {
            return null;
        }
        Gathered gathered = new Gathered();
        while (ahead != null && !gathered.isFull()) {
            Verdict verdict = RowRules.judge(ahead);
            if (!gathered.takes(verdict)) {
                break;
            }
            gathered.add(verdict, ahead.line());
            ahead = source.next();
        }
        String invoice = gathered.invoice;
        boolean hasTooManyRows = invoice != null && (invoice.equals(tooLong) || gathered.isFull() && goesOn(invoice));
        tooLong = hasTooManyRows ? invoice : null;
        return gathered.invoice(hasTooManyRows);
    }

    /** Whether the row ahead would still belong to the invoice. */
    private boolean goesOn(String invoice) {
        if (ahead == null) {
            return false;
        }
        String next = RowRules.judge(ahead).invoice();
        return next == null || next.equals(invoice);
    }

    /** Rows of one invoice so far. */
    private static final class Gathered {
        private final List<OrderRow> orderable = new ArrayList<>();
        private final List<RefusedRow> refused = new ArrayList<>();
        private @Nullable String invoice;
        private long lastLine;

        private boolean takes(Verdict verdict) {
            return invoice == null
                    || verdict.invoice() == null
                    || verdict.invoice().equals(invoice);
        }

        private void add(Verdict verdict, long line) {
            if (invoice == null) {
                invoice = verdict.invoice();
            }
            lastLine = line;
            switch (verdict) {
                case Verdict.Orderable(OrderRow row) -> orderable.add(row);
                case Verdict.Refused(RefusedRow row) -> refused.add(row);
            }
        }

        private boolean isFull() {
            return orderable.size() + refused.size() >= MOST_ROWS;
        }

        private Invoice invoice(boolean hasTooManyRows) {
            List<OrderRow> left;
            if (hasTooManyRows) {
                left = refuseAll(RefusalReason.TOO_MANY_LINES, "has more than " + MOST_ROWS + " rows");
            } else if (customers() > 1) {
                left = refuseAll(RefusalReason.MIXED_CUSTOMERS, "has rows of " + customers() + " customers");
            } else {
                left = withoutTooLargeLines();
            }
            refused.sort(Comparator.comparingLong(RefusedRow::line));
            Wish wish = left.isEmpty()
                    ? null
                    : new Wish(left.getFirst().invoice(), left.getFirst().customerId(), left);
            return new Invoice(lastLine, wish, refused);
        }

        private long customers() {
            return orderable.stream().map(OrderRow::customerId).distinct().count();
        }

        private List<OrderRow> refuseAll(RefusalReason reason, String detail) {
            orderable.forEach(row -> refused.add(reason.of(row.line(), row.invoice(), "the invoice " + detail)));
            return List.of();
        }

        /** Each row is within bounds; several rows of one product together may not be. */
        private List<OrderRow> withoutTooLargeLines() {
            Map<String, Long> totals = new HashMap<>();
            orderable.forEach(row -> totals.merge(row.sku(), (long) row.quantity(), Math::addExact));
            Set<String> tooLarge = totals.entrySet().stream()
                    .filter(total -> total.getValue() > OrderLimits.QUANTITY)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(HashSet::new));
            List<OrderRow> left = new ArrayList<>();
            for (OrderRow row : orderable) {
                if (tooLarge.contains(row.sku())) {
                    refused.add(RefusalReason.QUANTITY_TOO_LARGE.of(
                            row.line(),
                            row.invoice(),
                            "the rows of " + row.sku() + " come to " + totals.get(row.sku())
                                    + " pieces; a line takes at most " + OrderLimits.QUANTITY));
                } else {
                    left.add(row);
                }
            }
            return left;
        }
    }
}
