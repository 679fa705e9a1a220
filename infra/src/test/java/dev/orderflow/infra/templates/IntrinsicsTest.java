package dev.orderflow.infra.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntrinsicsTest {
    private final Template template = new Template(
            "example",
            Map.of(
                    "Parameters", Map.of("Prefix", Map.of("Default", "staging-"), "Mode", Map.of("Default", "polling")),
                    "Conditions",
                            Map.of(
                                    "FanOut", Map.of("Fn::Equals", List.of(Map.of("Ref", "Mode"), "fan-out")),
                                    "Polls", Map.of("Fn::Not", List.of(Map.of("Condition", "FanOut"))))));

    private final Intrinsics intrinsics = new Intrinsics(template, Map.of("AWS::Region", "eu-central-1"));

    @Test
    void parameters_have_their_defaults_and_pseudo_parameters_what_is_given() {
        assertThat(intrinsics.text(Map.of("Fn::Sub", "${AWS::Region}/${Prefix}orders/${!kept}/${Table.Arn}")))
                .isEqualTo("eu-central-1/staging-orders/${!kept}/${Table.Arn}");
    }

    @Test
    void conditions_choose_and_no_value_leaves_the_entry_out() {
        Object chosen = Map.of("Fn::If", List.of("FanOut", "pipe", Map.of("Ref", "AWS::NoValue")));

        assertThat(intrinsics.resolve(Map.of("a", chosen, "b", "kept"))).isEqualTo(Map.of("b", "kept"));
        assertThat(intrinsics.resolve(List.of(chosen, "kept"))).isEqualTo(List.of("kept"));
        assertThat(intrinsics.holds("Polls")).isTrue();
    }

    @Test
    void lists_are_joined_after_their_elements_are_resolved() {
        assertThat(intrinsics.text(Map.of("Fn::Join", List.of(",", List.of(Map.of("Ref", "Prefix"), "b")))))
                .isEqualTo("staging-,b");
    }
}
