package dev.orderflow.launcher.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.launcher.Place;
import dev.orderflow.launcher.SuiteException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComposeStackTest {
    private static final Path ROOT = Path.of("checkout");

    @Test
    void the_way_in_is_the_api_gateway_at_the_port_that_the_environment_names() {
        Place place = new ComposeStack(ROOT, Map.of("ORDERFLOW_LOCALSTACK_PORT", "24566")).place();

        assertThat(place.api()).isEqualTo(URI.create("http://127.0.0.1:24566/_aws/execute-api/orderflow/local"));
        assertThat(place.issuer()).isEqualTo(URI.create("http://127.0.0.1:18080"));
    }

    @Test
    void a_port_that_is_none_is_named() {
        ComposeStack stack = new ComposeStack(ROOT, Map.of("ORDERFLOW_PORT", "http"));
        assertThatThrownBy(stack::place).isInstanceOf(SuiteException.class).hasMessageContaining("ORDERFLOW_PORT");
    }

    @Test
    void memory_is_read_in_whatever_unit_docker_prints_it() {
        assertThat(ComposeStack.usedKilobytes("1.5GiB / 3GiB")).isEqualTo(1_572_864);
        assertThat(ComposeStack.usedKilobytes("123.5MiB / 448MiB")).isEqualTo(126_464);
        assertThat(ComposeStack.usedKilobytes("512KiB / 448MiB")).isEqualTo(512);
        assertThat(ComposeStack.usedKilobytes("2048B / 448MiB")).isEqualTo(2);
        assertThat(ComposeStack.usedKilobytes("-- / --")).isZero();
    }
}
