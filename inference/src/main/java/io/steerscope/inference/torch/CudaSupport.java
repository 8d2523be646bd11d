package io.steerscope.inference.torch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntSupplier;

import io.steerscope.inference.device.Device;

/**
 * Whether modules can run on a GPU, and what is missing if not.
 *
 * @param libtorch folder of the libtorch that was loaded
 * @param usable whether libtorch itself finds a GPU
 * @param gpus number of GPUs; 0 where the CUDA runtime that would tell cannot be found
 */
record CudaSupport(String libtorch, boolean usable, IntSupplier gpus) {

    private static final String ADVICE = "see docs/devices.md, or use --device cpu";

    /** @throws IllegalArgumentException if modules cannot run on {@code device} */
    void require(Device device) {
        if (!usable) {
            boolean cuda = Files.exists(Path.of(libtorch, System.mapLibraryName("torch_cuda")));
            throw new IllegalArgumentException("Device " + device + " cannot be used: "
                    + (cuda
                            ? "the libtorch in " + libtorch + " has CUDA but finds no GPU (do nvidia-smi and"
                                    + " CUDA_VISIBLE_DEVICES show one?); "
                            : "the libtorch in " + libtorch
                                    + " is built for the CPU; one with CUDA is needed, and a GPU; ")
                    + ADVICE);
        }
        int count = gpus.getAsInt();
        if (count > 0 && device.index() >= count) {
            throw new IllegalArgumentException("Device " + device + " is not there: the GPUs are cuda:0"
                    + (count == 1 ? "" : " to cuda:" + (count - 1)) + " (as CUDA_VISIBLE_DEVICES leaves them)");
        }
    }
}
