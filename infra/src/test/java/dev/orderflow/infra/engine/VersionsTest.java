package dev.orderflow.infra.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionsTest {

    @Test
    void python_must_be_3_10_or_newer() {
        assertThat(Python.isNewEnough("3.10.0")).isTrue();
        assertThat(Python.isNewEnough("3.13.2")).isTrue();
        assertThat(Python.isNewEnough("3.9.18")).isFalse();
        assertThat(Python.isNewEnough("2.7.18")).isFalse();
        assertThat(Python.isNewEnough("nonsense")).isFalse();
    }

    @Test
    void reads_the_major_version_of_node() {
        assertThat(KinesisLocalEngine.majorOf("v20.20.2")).isEqualTo(20);
        assertThat(KinesisLocalEngine.majorOf("")).isZero();
    }
}
