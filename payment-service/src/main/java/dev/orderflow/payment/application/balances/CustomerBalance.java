package dev.orderflow.payment.application.balances;

import dev.orderflow.events.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a customer has paid and got back, one entry a currency, by currency. */
public record CustomerBalance(String customerId, List<Totals> totals) {

    public CustomerBalance {
        totals = List.copyOf(totals);
    }

    public static CustomerBalance empty(String customerId) {
        return new CustomerBalance(customerId, List.of());
    }

    /** @param captured all that was ever taken; {@code refunded} all that ever went back; the same currency */
    public record Totals(Money captured, Money refunded) {
        public Money balance() {
            return captured.minus(refunded);
        }

        Totals plus(Totals other) {
            return new Totals(captured.plus(other.captured), refunded.plus(other.refunded));
        }

        public static Totals captured(Money amount) {
            return new Totals(amount, Money.zero(amount.currency()));
        }

        public static Totals refunded(Money amount) {
            return new Totals(Money.zero(amount.currency()), amount);
        }
    }

    public CustomerBalance plus(Totals change) {
        String currency = change.captured().currency();
        List<Totals> changed = new ArrayList<>();
        Totals sum = change;
        for (Totals before : totals) {
            if (before.captured().currency().equals(currency)) {
                sum = before.plus(sum);
            } else {
                changed.add(before);
            }
        }
        changed.add(sum);
        changed.sort(Comparator.comparing(entry -> entry.captured().currency()));
        return new CustomerBalance(customerId, changed);
    }
}
