package dev.orderflow.notification.application.letters;

import dev.orderflow.events.Money;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/** Money as people write it: £19.99. */
final class MoneyText {
    /** Of currencies that the JDK does not know. */
    private static final int USUAL_DIGITS = 2;

    private MoneyText() {}

    static String of(Money money) {
        Currency currency;
        try {
            currency = Currency.getInstance(money.currency());
        } catch (IllegalArgumentException e) {
            return BigDecimal.valueOf(money.amount(), USUAL_DIGITS).toPlainString() + " " + money.currency();
        }
        int digits = Math.max(currency.getDefaultFractionDigits(), 0);
        NumberFormat format = NumberFormat.getCurrencyInstance(Locale.UK);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(BigDecimal.valueOf(money.amount(), digits));
    }
}
