package dev.orderflow.eventstore.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DerivedIdsTest {

    @Test
    void is_the_prefix_and_base32_of_the_hash() {
        // Computed apart: base32(sha256(00000001 'a' 00000001 'b')), lower case, first 26 characters.
        assertThat(HexFormat.of().formatHex(DerivedIds.sha256("a", "b")))
                .isEqualTo("16275ef0f5d0eb9dd9e0a53277549fda5c886358a6872df23c797b13e11455bc");
        assertThat(DerivedIds.of("o", "a", "b")).isEqualTo("ocytv54hv2dvz3wpauuzhove73j");
    }

    @Test
    void says_the_same_again() {
        assertThat(DerivedIds.of("o", "customer", "key")).isEqualTo(DerivedIds.of("o", "customer", "key"));
    }

    @Test
    void tells_where_one_part_ends_and_the_next_begins() {
        assertThat(DerivedIds.of("o", "a", "bc")).isNotEqualTo(DerivedIds.of("o", "ab", "c"));
        assertThat(DerivedIds.of("o", "a")).isNotEqualTo(DerivedIds.of("o", "a", ""));
    }
}
