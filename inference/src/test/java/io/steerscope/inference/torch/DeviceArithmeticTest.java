package io.steerscope.inference.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.steerscope.inference.TestBundles;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.device.Dtype;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceArithmeticTest {

    /** libtorch asks the processor itself, so what it says is what the file should say, and the other way round. */
    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "x86_64"},
            disabledReason = "/proc/cpuinfo of x86 is compared")
    void libtorchTellsTheSameFlagsAsLinux() throws IOException {
        // given
        TorchRuntime.start(TestBundles.THREADS);
        Set<String> linux = new HashSet<>(
                Arrays.asList(Files.readString(Path.of("/proc/cpuinfo")).split("\\s+")));
        linux.retainAll(Set.of("avx512_bf16", "amx_fp16"));

        // when / then
        assertThat(DeviceArithmetic.libtorchFlags("libtorch_cpu.so", false)).isEqualTo(linux);
    }

    @Test
    void aLibraryThatIsNotThereTellsNothing() {
        assertThat(DeviceArithmetic.libtorchFlags("libnothing.so", false)).isEmpty();
    }

    @Test
    void float32IsFastOnEveryProcessorAndAGpuThatCannotBeAskedIsSlowAtNothing() {
        assertThat(DeviceArithmetic.of(Device.CPU).isSlow(Dtype.FLOAT32)).isFalse();
        assertThat(DeviceArithmetic.of(Device.parse("cuda:99")).slow()).isEmpty();
    }
}
