package dev.orderflow.launcher.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComposeStackTest {
    @Test
    void memory_is_read_in_whatever_unit_docker_prints_it() {
        assertThat(ComposeStack.usedKilobytes("1.5GiB / 3GiB")).isEqualTo(1_572_864);
        assertThat(ComposeStack.usedKilobytes("123.5MiB / 448MiB")).isEqualTo(126_464);
        assertThat(ComposeStack.usedKilobytes("512KiB / 448MiB")).isEqualTo(512);
        assertThat(ComposeStack.usedKilobytes("2048B / 448MiB")).isEqualTo(2);
        assertThat(ComposeStack.usedKilobytes("-- / --")).isZero();
    }
}
