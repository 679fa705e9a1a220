package dev.orderflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostTest {
    /** Ten orders in half a minute. */
    private static final Cost COST = Cost.of(
            Map.of(
                    "orders-journal", new Written(40, new WriteUnits(50, 40), 41),
                    "inventory-journal", new Written(5, new WriteUnits(10, 5), 6),
                    "orders-order-summaries", new Written(30, new WriteUnits(30, 120), 0),
                    "consumer-positions", new Written(60, new WriteUnits(60, 0), 0),
                    "orders-imports", Written.NOTHING,
                    "payments-leases", new Written(20, new WriteUnits(20, 0), 0),
                    "orders-publication", new Written(15, new WriteUnits(15, 0), 0)),
            10,
            3,
            Duration.ofSeconds(30));

    @Test
    void every_table_that_orders_write_to_is_listed_journals_first() {
        assertThat(COST.tables())
                .extracting(Cost.Table::name)
                .containsExactly("inventory-journal", "orders-journal", "orders-order-summaries", "consumer-positions");
    }

    @Test
    void an_order_costs_its_share_of_all_of_them() {
        assertThat(COST.writesPerOrder()).isCloseTo(13.5, within(1e-9));
        assertThat(COST.unitsPerOrder()).isCloseTo(31.5, within(1e-9));
        assertThat(COST.journalUnitsPerOrder()).isCloseTo(10.5, within(1e-9));
        assertThat(COST.journalFloor()).as("five facts and three lines").isEqualTo(8);
    }

    @Test
    void what_the_clock_drives_is_counted_by_the_minute() {
        assertThat(COST.clockUnitsPerMinute()).isCloseTo(70, within(1e-9));
    }

    @Test
    void a_table_is_known_by_its_name() {
        assertThat(TableKind.of("event-store-journal")).isEqualTo(TableKind.JOURNAL);
        assertThat(TableKind.of("event-store-histories")).isEqualTo(TableKind.ARCHIVE);
        assertThat(TableKind.of("event-store-archive-ledger")).isEqualTo(TableKind.ARCHIVE);
        assertThat(TableKind.of("inventory-stock")).isEqualTo(TableKind.READ_MODEL);
        assertThat(TableKind.of("inventory-leases")).isEqualTo(TableKind.CLOCK);
    }

    @Test
    void each_commit_is_one_record_of_the_stream() {
        assertThat(COST.streamRecordsPerOrder()).isCloseTo(4.5, within(1e-9));
        assertThat(COST.payloadUnitsPerOrder()).isCloseTo(4.7, within(1e-9));
    }
}
