package dev.orderflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemBytesTest {

    @Test
    void names_and_text_count_in_utf_8() {
        // "id" 2 + "a" 1, "näme" 5 + "€" 3
        assertThat(ItemBytes.of(Map.of("id", fromS("a"), "näme", fromS("€")))).isEqualTo(11);
    }

    @Test
    void a_number_counts_half_a_byte_a_significant_digit_and_one_more() {
        assertThat(ItemBytes.of(Map.of("n", fromN("7")))).isEqualTo(1 + 2);
        assertThat(ItemBytes.of(Map.of("n", fromN("1234")))).isEqualTo(1 + 3);
        assertThat(ItemBytes.of(Map.of("n", fromN("-12345")))).isEqualTo(1 + 5);
        assertThat(ItemBytes.of(Map.of("n", fromN("1000000")))).isEqualTo(1 + 2);
        assertThat(ItemBytes.of(Map.of("n", fromN("0")))).isEqualTo(1 + 1);
    }

    @Test
    void bytes_count_as_they_are() {
        assertThat(ItemBytes.of(Map.of("payload", fromB(SdkBytes.fromByteArray(new byte[500])))))
                .isEqualTo(507);
    }

    @Test
    void containers_count_three_and_one_for_each_element() {
        // "l" 1 + (3 + (1 + 1) + (1 + 2))
        assertThat(ItemBytes.of(Map.of("l", fromL(List.of(fromBool(true), fromS("ab"))))))
                .isEqualTo(9);
        // "m" 1 + (3 + 1 + "k" 1 + "v" 1)
        assertThat(ItemBytes.of(Map.of("m", fromM(Map.of("k", fromS("v")))))).isEqualTo(7);
        assertThat(ItemBytes.of(Map.of("m", fromM(Map.of())))).isEqualTo(4);
        assertThat(ItemBytes.of(Map.of("m", AttributeValue.builder().build()))).isEqualTo(4);
        assertThat(ItemBytes.of(Map.of("s", fromSs(List.of("ab", "c"))))).isEqualTo(4);
    }
}
