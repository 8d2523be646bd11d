package io.steerscope.inference.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.inference.device.Device;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CudaSupportTest {

    private static final Device FIRST = Device.parse("cuda");
    private static final Device THIRD = Device.parse("cuda:2");

    @TempDir
    private Path libtorch;

    @Test
    void aLibtorchForTheCpuIsNamedAsWhatIsMissing() {
        assertThatThrownBy(() -> new CudaSupport(libtorch.toString(), false, () -> 0).require(FIRST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cuda:0")
                .hasMessageContaining(libtorch + " is built for the CPU")
                .hasMessageContaining("docs/devices.md");
    }

    @Test
    void aMissingGpuIsNamedWhereLibtorchHasCuda() throws IOException {
        Files.createFile(libtorch.resolve(System.mapLibraryName("torch_cuda")));
        assertThatThrownBy(() -> new CudaSupport(libtorch.toString(), false, () -> 0).require(FIRST))
                .hasMessageContaining("has CUDA but finds no GPU")
                .hasMessageContaining("nvidia-smi");
    }

    @Test
    void aNumberBeyondTheLastGpuIsRefused() {
        CudaSupport two = new CudaSupport(libtorch.toString(), true, () -> 2);
        assertThatCode(() -> two.require(FIRST)).doesNotThrowAnyException();
        assertThatThrownBy(() -> two.require(THIRD)).hasMessageContaining("cuda:0 to cuda:1");
    }

    @Test
    void theNumberOfGpusMayBeUnknown() {
        assertThatCode(() -> new CudaSupport(libtorch.toString(), true, () -> 0).require(THIRD))
                .doesNotThrowAnyException();
    }
}
