package dev.orderflow.infra.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestEnginesTest {

    private static TestEngines from(Map<String, String> properties) {
        return TestEngines.from(properties::get);
    }

    @Test
    void a_run_that_is_told_nothing_uses_the_embedded_engines() {
        TestEngines engines = from(Map.of());

        assertThat(engines.kind()).isEqualTo(TestEngines.Kind.EMBEDDED);
        assertThat(engines.endpoint()).isEmpty();
        assertThat(engines.image()).isEqualTo("localstack/localstack:4.14.0");
    }

    @Test
    void localstack_is_chosen_by_name_and_by_endpoint_or_by_image() {
        TestEngines engines = from(Map.of(
                "orderflow.engines", "localstack",
                "orderflow.localstack.endpoint", "http://127.0.0.1:4599",
                "orderflow.localstack.image", "registry.example/localstack:4.14.0",
                "orderflow.localstack.host-from-engine", "host.containers.internal"));

        assertThat(engines.kind()).isEqualTo(TestEngines.Kind.LOCALSTACK);
        assertThat(engines.endpoint()).contains(URI.create("http://127.0.0.1:4599"));
        assertThat(engines.image()).isEqualTo("registry.example/localstack:4.14.0");
        assertThat(engines.hostFromEngine()).isEqualTo("host.containers.internal");
    }

    @Test
    void a_property_that_a_build_passes_on_empty_was_not_given() {
        TestEngines engines = from(Map.of("orderflow.engines", "", "orderflow.localstack.endpoint", " "));

        assertThat(engines).isEqualTo(from(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LocalStack", "embeded", "aws"})
    void engines_that_there_are_not_are_refused_by_name(String value) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> from(Map.of("orderflow.engines", value)))
                .withMessageContaining("orderflow.engines")
                .withMessageContaining("'" + value + "'")
                .withMessageContaining("'localstack'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1:4566", "localhost:4566", "4566", "https://127.0.0.1:4566", "http://127.0.0.1", "a b"})
    void an_endpoint_that_is_none_is_refused_by_name(String value) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> from(Map.of("orderflow.localstack.endpoint", value)))
                .withMessageContaining("orderflow.localstack.endpoint")
                .withMessageContaining("'" + value + "'")
                .withMessageContaining("http://127.0.0.1:4566");
    }

    @Test
    void an_endpoint_where_nothing_becomes_ready_is_named_with_what_to_do() {
        URI nobody = URI.create("http://127.0.0.1:" + Ports.free());

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> LocalStack.running(nobody, "127.0.0.1", Duration.ofMillis(600)))
                .withMessageContaining(nobody.toString())
                .withMessageContaining("orderflow.localstack.endpoint");
    }

    @Test
    void localstack_is_ready_when_its_last_stage_is_over_and_not_when_it_answers() {
        assertThat(LocalStackReadiness.isReady("{\"completed\": true, \"scripts\": []}"))
                .isTrue();
        assertThat(LocalStackReadiness.isReady("{\"completed\": false, \"scripts\": []}"))
                .isFalse();
    }
}
