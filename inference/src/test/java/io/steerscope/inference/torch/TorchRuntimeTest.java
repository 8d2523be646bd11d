package io.steerscope.inference.torch;

import org.junit.jupiter.api.Test;

import io.steerscope.inference.TestBundles;
import io.steerscope.inference.device.Device;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TorchRuntimeTest {

    @Test
    void anotherNumberOfThreadsIsRefused() {
        // given
        TorchRuntime.start(TestBundles.THREADS);

        // when / then
        TorchRuntime.start(TestBundles.THREADS);
        assertThatThrownBy(() -> TorchRuntime.start(TestBundles.THREADS + 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("intra-op threads");
        assertThatThrownBy(() -> TorchRuntime.start(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeviceThatIsNotThereIsNamed() {
        TorchRuntime.start(TestBundles.THREADS);
        assertThatThrownBy(() -> TorchModule.open(TestBundles.tinySsd1b().unet(), Device.parse("cuda:99")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cuda:99");
    }
}
