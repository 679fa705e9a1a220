package dev.orderflow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"order-7f3c", "product-85123A", "warehouse-main", "a-B.c_d-e", "z-0"})
    void reads_what_it_writes(String text) {
        assertThat(StreamId.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "order", "-x", "order-", "Order-x", "ord1r-x", "order-ä", "order-a b", "order-a/b", "órder-x"
            })
    void refuses_what_is_none(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StreamId.parse(text));
    }

    @Test
    void category_and_key_have_a_longest() {
        assertThat(new StreamId("a".repeat(30), "k".repeat(200)).toString()).hasSize(231);
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamId("a".repeat(31), "k"));
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamId("a", "k".repeat(201)));
    }
}
