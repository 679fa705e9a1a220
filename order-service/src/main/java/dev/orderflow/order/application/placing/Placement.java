package dev.orderflow.order.application.placing;

import dev.orderflow.events.Money;
import dev.orderflow.events.OrderStatus;
import java.util.List;

/** What became of a wish to order. */
public sealed interface Placement {

    /**
     * The order is durable. Asked again, the answer is the first one again, however far the order has come since.
     *
     * @param replayed whether an earlier, equal request had placed it
     */
    record Accepted(String orderId, OrderStatus status, long version, Money total, boolean replayed)
            implements Placement {}

    /** The customer's key names another order. */
    record KeyReused(String orderId) implements Placement {}

    /** The lines cannot be ordered as they are, whatever the catalogue says. Every one is named. */
    record InvalidLines(List<LineFault> faults) implements Placement {
        public InvalidLines {
            faults = List.copyOf(faults);
        }
    }

    /** These SKUs are not in the catalogue. Every line is named. */
    record UnknownSkus(List<LineFault> faults) implements Placement {
        public UnknownSkus {
            faults = List.copyOf(faults);
        }
    }

    /** The prices of the lines are in more than one currency, and an order is paid in one. */
    record MixedCurrencies(List<String> currencies) implements Placement {
        public MixedCurrencies {
            currencies = List.copyOf(currencies);
        }
    }

    /** @param largest the largest total in minor units */
    record TotalTooLarge(long largest) implements Placement {}

    /**
     * What is wrong with a line.
     *
     * @param line counts from 0; -1 for the lines as a whole
     * @param field {@code sku} or {@code quantity}, or empty for the line as a whole
     * @param detail a sentence for whoever has to mend it
     */
    record LineFault(int line, String field, String detail) {}
}
