package io.steerscope.inference.torch;

import java.nio.file.Path;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.inference.TestBundles;
import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.device.Device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class TorchFailureTest {

    private static final Path FILE = Path.of("bundle", "unet.pt");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The following operation failed in the TorchScript interpreter.\nTraceback (most recent call last):\n"
                        + "RuntimeError: CUDA out of memory. Tried to allocate 2.50 GiB. GPU 0 has a total capacity of"
                        + " 11.76 GiB of which 1.02 GiB is free. Process 4 has 9.9 GiB memory in use.\n",
                "CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported at some other API call",
                "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
                "[enforce fail at alloc_cpu.cpp:118] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to"
                        + " allocate 140737488355328 bytes. Error code 12 (Cannot allocate memory)",
                "DefaultCPUAllocator: not enough memory: you tried to allocate 140737488355328 bytes.",
            })
    void shortMemoryIsRecognised(String message) {
        assertThat(TorchFailure.of(FILE, new EngineException(message)))
                .isInstanceOf(OutOfMemoryException.class)
                .message()
                .doesNotContain("\n")
                .matches(".*(allocate|out of memory|ALLOC_FAILED).*")
                .hasSizeLessThan(100);
    }

    @Test
    void theCpuAllocatorOfThisLibtorchIsRecognised() {
        // given
        TorchRuntime.start(TestBundles.THREADS);
        try (TorchModule module = TorchModule.open(TestBundles.tinySsd1b().unet(), Device.CPU);
                NDManager scope = module.newScope()) {
            // when
            EngineException thrown = catchThrowableOfType(
                    EngineException.class, () -> scope.create(new Shape(1L << 45), DataType.FLOAT32));

            // then
            assertThat(TorchFailure.of(FILE, thrown))
                    .isInstanceOf(OutOfMemoryException.class)
                    .hasMessageContaining("you tried to allocate " + (4L << 45) + " bytes");
        }
    }

    @Test
    void anErrorOfTheInterpreterIsNamedWithoutItsTrace() {
        String message = "The following operation failed in the TorchScript interpreter.\n"
                + "Traceback of TorchScript, serialized code (most recent call last):\n"
                + "  File \"code/__torch__/unet.py\", line 7, in forward\n"
                + "RuntimeError: mat1 and mat2 shapes cannot be multiplied (8x3 and 4x2)\n";
        assertThat(TorchFailure.of(FILE, new EngineException(message)))
                .isInstanceOf(BundleException.class)
                .hasMessage(FILE + " failed: mat1 and mat2 shapes cannot be multiplied (8x3 and 4x2)");
    }
}
