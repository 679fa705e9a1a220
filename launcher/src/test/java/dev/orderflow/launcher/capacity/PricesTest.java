package dev.orderflow.launcher.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.launcher.SuiteException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PricesTest {

    @Test
    void the_shipped_file_has_every_price_a_date_and_nothing_else() {
        Prices prices = Prices.shipped();

        assertThat(prices.noted()).matches("\\d{4}-\\d{2}-\\d{2}");
        assertThat(prices.region()).isEqualTo("eu-west-1");
        assertThat(prices.usd()).containsOnlyKeys(Price.values());
        assertThat(prices.usd().values()).allMatch(usd -> usd > 0);
    }

    @Test
    void a_price_that_was_compared_with_no_copy_of_the_list_is_a_remembered_one() {
        StringBuilder file = new StringBuilder("prices:\n");
        for (Price price : Price.values()) {
            String copy = price == Price.NAT_HOUR ? "" : ", copy: \"2026-09\"";
            file.append("  ").append(price.key()).append(": { usd: 1, per: it, source: https://x" + copy + " }\n");
        }
        assertThat(read(file.toString()).remembered()).containsExactly(Price.NAT_HOUR);
    }

    @Test
    void a_missing_price_is_named() {
        assertThatThrownBy(() -> read("noted: 2026-01-01\nregion: x\nprices: {}\n"))
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("needs kinesis-shard-hour: { usd: <number>, per: <what>, source: https://");
    }

    @Test
    void a_price_without_a_source_is_refused() {
        assertThatThrownBy(() -> read("prices:\n  kinesis-shard-hour: { usd: 1.0, per: hour }\n"))
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("kinesis-shard-hour");
    }

    @Test
    void a_price_that_nobody_knows_is_refused() {
        StringBuilder file = new StringBuilder("prices:\n");
        for (Price price : Price.values()) {
            file.append("  ").append(price.key()).append(": { usd: 1, per: it, source: https://x }\n");
        }
        file.append("  moon-hour: { usd: 1, per: it, source: https://x }\n");
        assertThatThrownBy(() -> read(file.toString()))
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining("[moon-hour]");
    }

    private static Prices read(String text) {
        return Prices.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
