package io.steerscope.inference.device;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeviceTest {

    @Test
    void devicesAreReadAndWritten() {
        assertThat(Device.parse("cpu")).isEqualTo(Device.CPU).hasToString("cpu");
        assertThat(Device.parse("cuda")).isEqualTo(Device.parse("cuda:0")).hasToString("cuda:0");
        assertThat(Device.parse("cuda:3").index()).isEqualTo(3);
        assertThat(Device.parse("cuda:3").toDjl().getDeviceId()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "cpu:1", "cuda:", "cuda:-1", "cuda:x", "CPU"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> Device.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cuda:n");
    }
}
