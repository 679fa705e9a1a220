package dev.orderflow.order.application.importing;

import dev.orderflow.events.ImportEvent.RefusedRow;
import dev.orderflow.order.application.placing.OrderLimits;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells rows that can be ordered from those that cannot, each by itself; the rules of {@code docs/import.md}. */
public final class RowRules {
    /** The columns, in this order. */
    public static final List<String> HEADER = List.of(
            "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");

    /** Codes of the retailer's for what is no goods, in capitals. */
    private static final Set<String> NOT_A_PRODUCT =
            Set.of("POST", "DOT", "M", "D", "S", "B", "C2", "BANK CHARGES", "AMAZONFEE", "CRUK", "PADS");

    private static final String GIFT_VOUCHER = "GIFT_";

    private static final Pattern INVOICE = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final Pattern SKU = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern CUSTOMER = Pattern.compile("(\\d{1,12})(\\.0+)?");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private static final int PENCE_DIGITS = 2;

    /** What a message shows of a value, and what is kept of a description. */
    private static final int SHOWN = 60;

    private static final int LONGEST_DESCRIPTION = 200;

    private RowRules() {}

    /** What a row is. */
    sealed interface Verdict {
        /** The invoice that it belongs to, or null where it cannot be trusted to say. */
        @Nullable
        String invoice();

        record Orderable(OrderRow row) implements Verdict {
            @Override
            public String invoice() {
                return row.invoice();
            }
        }

        record Refused(RefusedRow row) implements Verdict {
            @Override
            public @Nullable String invoice() {
                return row.reason().equals(RefusalReason.MALFORMED_ROW.code()) ? null : row.invoice();
            }
        }
    }

    static Verdict judge(CsvRow row) {
        List<String> fields = row.fields();
        if (fields.size() != HEADER.size()) {
            String invoice = fields.getFirst().strip();
            return refuse(
                    row,
                    INVOICE.matcher(invoice).matches() ? invoice : null,
                    RefusalReason.MALFORMED_ROW,
                    "has " + fields.size() + " columns instead of " + HEADER.size());
        }
        String invoice = fields.get(0).strip();
        if (!INVOICE.matcher(invoice).matches()) {
            return refuse(row, null, RefusalReason.MALFORMED_ROW, "InvoiceNo " + shown(invoice) + " is not a number");
        }
        String malformed = malformed(fields);
        if (malformed != null) {
            return refuse(row, invoice, RefusalReason.MALFORMED_ROW, malformed);
        }
        return judge(row, invoice);
    }

    /** Every column can be read: does the row sell something? */
    private static Verdict judge(CsvRow row, String invoice) {
        List<String> fields = row.fields();
        String sku = fields.get(1).strip();
        int quantity = Integer.parseInt(fields.get(3).strip());
        BigDecimal price = new BigDecimal(fields.get(5).strip());
        Matcher customer = CUSTOMER.matcher(fields.get(6).strip());
        if (invoice.regionMatches(true, 0, "C", 0, 1)) {
            return refuse(row, invoice, RefusalReason.CANCELLATION, "does not say which invoice it cancels");
        }
        if (invoice.regionMatches(true, 0, "A", 0, 1)) {
            return refuse(row, invoice, RefusalReason.ADJUSTMENT, "corrects an account");
        }
        if (!customer.matches()) {
            return refuse(row, invoice, RefusalReason.NO_CUSTOMER, "CustomerID is empty");
        }
        String code = sku.toUpperCase(Locale.ROOT);
        if (NOT_A_PRODUCT.contains(code) || code.startsWith(GIFT_VOUCHER)) {
            return refuse(row, invoice, RefusalReason.NOT_A_PRODUCT, "StockCode " + shown(sku) + " is no product");
        }
        if (!SKU.matcher(sku).matches()) {
            return refuse(
                    row,
                    invoice,
                    RefusalReason.SKU_NOT_VALID,
                    "StockCode " + shown(sku) + " is not 1 to 40 letters, digits, dots, underscores or hyphens");
        }
        if (quantity <= 0) {
            return refuse(row, invoice, RefusalReason.QUANTITY_NOT_POSITIVE, "Quantity is " + quantity);
        }
        if (quantity > OrderLimits.QUANTITY) {
            return refuse(
                    row,
                    invoice,
                    RefusalReason.QUANTITY_TOO_LARGE,
                    "Quantity is " + quantity + "; a line takes at most " + OrderLimits.QUANTITY);
        }
        if (price.signum() <= 0) {
            return refuse(row, invoice, RefusalReason.PRICE_NOT_POSITIVE, "UnitPrice is " + price.toPlainString());
        }
        return new Verdict.Orderable(new OrderRow(
                row.line(),
                invoice,
                sku,
                description(fields.get(2)),
                quantity,
                price.movePointRight(PENCE_DIGITS).longValueExact(),
                "c" + customer.group(1)));
    }

    /** What cannot be read, or null. */
    private static @Nullable String malformed(List<String> fields) {
        String quantity = fields.get(3).strip();
        if (!WHOLE.matcher(quantity).matches()) {
            return "Quantity " + shown(quantity) + " is not a whole number";
        }
        String date = fields.get(4).strip();
        if (!isDate(date)) {
            return "InvoiceDate " + shown(date) + " is not a time such as 2010-12-01 08:26:00";
        }
        String price = fields.get(5).strip();
        if (!DECIMAL.matcher(price).matches()
                || new BigDecimal(price).stripTrailingZeros().scale() > PENCE_DIGITS) {
            return "UnitPrice " + shown(price) + " is not an amount such as 2.55";
        }
        String customer = fields.get(6).strip();
        if (!customer.isEmpty() && !CUSTOMER.matcher(customer).matches()) {
            return "CustomerID " + shown(customer) + " is not a number such as 17850.0";
        }
        return null;
    }

    private static boolean isDate(String text) {
        try {
            LocalDateTime.parse(text, DATE);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Verdict refuse(CsvRow row, @Nullable String invoice, RefusalReason reason, String detail) {
        return new Verdict.Refused(reason.of(row.line(), invoice, detail));
    }

    /** One line of printable text. */
    private static String description(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return plain.length() <= LONGEST_DESCRIPTION ? plain : plain.substring(0, LONGEST_DESCRIPTION);
    }

    private static String shown(String value) {
        String plain = value.replaceAll("\\p{Cntrl}", "?");
        return "\"" + (plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…") + "\"";
    }
}
