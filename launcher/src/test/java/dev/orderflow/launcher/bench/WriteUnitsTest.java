package dev.orderflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class WriteUnitsTest {
    private static final Map<String, AttributeValue> NOTHING = Map.of();

    private static final TableShape PLAIN = new TableShape(List.of());
    private static final TableShape WHOLE_BY_STATUS =
            new TableShape(List.of(new TableShape.Index(Set.of("status"), true, Set.of("id", "status"))));
    private static final TableShape KEYS_BY_STATUS =
            new TableShape(List.of(new TableShape.Index(Set.of("status"), false, Set.of("id", "status"))));

    @Test
    void each_started_kilobyte_is_a_unit() {
        assertThat(WriteUnits.of(NOTHING, ofBytes(1), PLAIN)).isEqualTo(new WriteUnits(1, 0));
        assertThat(WriteUnits.of(NOTHING, ofBytes(1024), PLAIN)).isEqualTo(new WriteUnits(1, 0));
        assertThat(WriteUnits.of(NOTHING, ofBytes(1025), PLAIN)).isEqualTo(new WriteUnits(2, 0));
    }

    @Test
    void an_update_costs_the_larger_of_both_items() {
        assertThat(WriteUnits.of(ofBytes(3000), ofBytes(10), PLAIN)).isEqualTo(new WriteUnits(3, 0));
        assertThat(WriteUnits.of(ofBytes(10), ofBytes(3000), PLAIN)).isEqualTo(new WriteUnits(3, 0));
        assertThat(WriteUnits.of(ofBytes(3000), NOTHING, PLAIN)).isEqualTo(new WriteUnits(3, 0));
    }

    @Test
    void an_index_that_copies_the_item_costs_the_same_again() {
        assertThat(WriteUnits.of(NOTHING, order("PLACED", 1500), WHOLE_BY_STATUS))
                .isEqualTo(new WriteUnits(2, 2));
    }

    @Test
    void an_index_of_keys_costs_one_unit() {
        assertThat(WriteUnits.of(NOTHING, order("PLACED", 1500), KEYS_BY_STATUS))
                .isEqualTo(new WriteUnits(2, 1));
    }

    @Test
    void an_entry_that_moves_is_deleted_and_put() {
        assertThat(WriteUnits.of(order("PLACED", 100), order("PAID", 1500), WHOLE_BY_STATUS))
                .isEqualTo(new WriteUnits(2, 1 + 2));
    }

    @Test
    void an_entry_that_stays_in_its_place_is_written_once() {
        assertThat(WriteUnits.of(order("PAID", 1500), order("PAID", 100), WHOLE_BY_STATUS))
                .isEqualTo(new WriteUnits(2, 2));
    }

    @Test
    void an_entry_that_did_not_change_costs_nothing() {
        assertThat(WriteUnits.of(order("PAID", 1500), order("PAID", 100), KEYS_BY_STATUS))
                .isEqualTo(new WriteUnits(2, 0));
    }

    @Test
    void an_item_without_the_index_key_is_not_in_the_index() {
        assertThat(WriteUnits.of(NOTHING, ofBytes(100), WHOLE_BY_STATUS)).isEqualTo(new WriteUnits(1, 0));
        assertThat(WriteUnits.of(order("PAID", 100), ofBytes(100), WHOLE_BY_STATUS))
                .isEqualTo(new WriteUnits(1, 1));
    }

    @Test
    void a_record_is_counted_in_pieces_of_25_kilobytes() {
        assertThat(Written.payloadUnits(1)).isEqualTo(1);
        assertThat(Written.payloadUnits(25_600)).isEqualTo(1);
        assertThat(Written.payloadUnits(25_601)).isEqualTo(2);
    }

    /** An item of so many bytes, names included. */
    private static Map<String, AttributeValue> ofBytes(int bytes) {
        return Map.of("d", fromS("x".repeat(bytes - 1)));
    }

    private static Map<String, AttributeValue> order(String status, int bytes) {
        Map<String, AttributeValue> item = new HashMap<>(ofBytes(bytes));
        item.put("id", fromS("o-1"));
        item.put("status", fromS(status));
        return item;
    }
}
