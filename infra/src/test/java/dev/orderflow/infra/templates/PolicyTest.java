package dev.orderflow.infra.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.infra.templates.Policy.Call;
import dev.orderflow.infra.templates.Policy.Grant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final String TABLE = "arn:aws:dynamodb:eu-west-1:000000000000:table/orders-journal";
    private static final String INDEX = TABLE + "/index/by-writer";

    private final Policy policy = Policy.of(Map.of(
            "Statement",
            List.of(
                    Map.of(
                            "Sid",
                            "Journal",
                            "Effect",
                            "Allow",
                            "Action",
                            List.of("dynamodb:PutItem", "dynamodb:Query"),
                            "Resource",
                            TABLE),
                    Map.of(
                            "Sid", "Generations",
                            "Effect", "Allow",
                            "Action", "dynamodb:*Item",
                            "Resource", List.of("arn:aws:dynamodb:eu-west-1:000000000000:table/orders-?-g*")))));

    @Test
    void allows_what_a_statement_names_and_nothing_beside_it() {
        List<Call> calls = List.of(
                new Call("dynamodb:PutItem", TABLE),
                new Call("dynamodb:Query", INDEX),
                new Call("dynamodb:UpdateItem", TABLE),
                new Call("dynamodb:PutItem", TABLE + "2"));

        assertThat(policy.refused(calls)).containsExactlyInAnyOrder(calls.get(1), calls.get(2), calls.get(3));
    }

    @Test
    void stars_are_any_characters_and_question_marks_are_one() {
        String table = "arn:aws:dynamodb:eu-west-1:000000000000:table/";

        assertThat(policy.refused(List.of(new Call("dynamodb:DeleteItem", table + "orders-x-g12"))))
                .isEmpty();
        assertThat(policy.refused(List.of(new Call("dynamodb:DeleteItem", table + "orders-xy-g12"))))
                .hasSize(1);
        assertThat(policy.refused(List.of(new Call("dynamodb:Scan", table + "orders-x-g12"))))
                .hasSize(1);
    }

    @Test
    void an_action_that_no_call_needs_on_a_resource_is_unused() {
        Policy models = Policy.of(Map.of(
                "Statement",
                List.of(Map.of(
                        "Sid",
                        "ReadModels",
                        "Effect",
                        "Allow",
                        "Action",
                        List.of("dynamodb:GetItem", "dynamodb:PutItem"),
                        "Resource",
                        List.of("a", "b")))));
        List<Call> calls = List.of(new Call("dynamodb:GetItem", "a"), new Call("dynamodb:PutItem", "b"));

        assertThat(models.unused(calls))
                .containsExactlyInAnyOrder(
                        new Grant("ReadModels", "dynamodb:GetItem", "b"),
                        new Grant("ReadModels", "dynamodb:PutItem", "a"));
    }

    @Test
    void a_call_that_another_statement_allows_does_not_make_a_statement_needed() {
        assertThat(policy.unused(List.of(new Call("dynamodb:PutItem", TABLE), new Call("dynamodb:Query", TABLE))))
                .extracting(Grant::sid)
                .containsExactly("Generations");
    }

    @Test
    void a_statement_that_denies_is_not_overlooked() {
        Map<String, Object> denies =
                Map.of("Statement", List.of(Map.of("Effect", "Deny", "Action", "*", "Resource", "*")));

        assertThatThrownBy(() -> Policy.of(denies)).hasMessageContaining("Only statements that allow");
    }
}
