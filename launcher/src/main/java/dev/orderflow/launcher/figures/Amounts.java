package dev.orderflow.launcher.figures;

import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Figures as people read them. */
public final class Amounts {
    private Amounts() {}

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Of a Money object: minor units of a currency with two digits. */
    public static String money(JsonNode money) {
        long amount = money.path("amount").asLong();
        String sign = money.path("currency").asString().equals("GBP")
                ? "£"
                : money.path("currency").asString() + " ";
        return String.format(Locale.ROOT, "%s%,d.%02d", sign, amount / 100, Math.abs(amount % 100));
    }

    public static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }

    public static String rate(long number, Duration time) {
        return time.isZero() ? "-" : String.format(Locale.ROOT, "%.1f/s", number * 1000.0 / time.toMillis());
    }
}
