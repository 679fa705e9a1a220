package dev.orderflow.order.application.importing;

import dev.orderflow.events.ImportEvent.RefusedRow;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a row becomes no order line; the documented codes of {@code docs/import.md}. */
public enum RefusalReason {
    MALFORMED_ROW("a column is missing, too many, or holds what cannot be read"),
    CANCELLATION("the invoice number starts with C: it cancels an earlier invoice, and does not say which"),
    ADJUSTMENT("the invoice number starts with A: it corrects an account and sells nothing"),
    NO_CUSTOMER("nobody to sell to: CustomerID is empty"),
    NOT_A_PRODUCT("the stock code stands for a service, a fee or a correction, not for goods"),
    SKU_NOT_VALID("the stock code is not 1 to 40 letters, digits, dots, underscores or hyphens"),
    QUANTITY_NOT_POSITIVE("the quantity is zero or less: stock is corrected, nothing is sold"),
    QUANTITY_TOO_LARGE("more pieces of one product than an order takes"),
    PRICE_NOT_POSITIVE("the price is zero or less: nothing is sold"),
    MIXED_CUSTOMERS("the rows of the invoice name different customers"),
    TOO_MANY_LINES("the invoice has more rows than an order can have lines"),
    INVOICE_REPEATED("an order of this customer and invoice exists, with other lines"),
    UNKNOWN_SKU("a product of the invoice is not in the catalogue, so that the order cannot be placed"),
    ORDER_NOT_POSSIBLE("the catalogue's prices make the order impossible");

    private final String explanation;

    RefusalReason(String explanation) {
        this.explanation = explanation;
    }

    /** As in reports: {@code no-customer}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String explanation() {
        return explanation;
    }

    RefusedRow of(long line, @Nullable String invoice, String detail) {
        return new RefusedRow(line, invoice, code(), detail);
    }
}
