package io.steerscope.inference.torch;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;

import io.steerscope.inference.device.Arithmetic;
import io.steerscope.inference.device.Device;

/** Finds out what a device computes slowly, from the processor's instruction sets or the GPU's compute capability. */
public final class DeviceArithmetic {

    private static final int MAJOR = 75;
    private static final int MINOR = 76;

    private DeviceArithmetic() {}

    /** The arithmetic of a device; a GPU that cannot be asked counts as one that is slow at nothing. */
    public static Arithmetic of(Device device) {
        if (device.kind() == Device.Kind.CPU) {
            return Arithmetic.ofProcessor(() -> libtorchFlags(System.mapLibraryName("torch_cpu"), true));
        }
        OptionalInt capability = capability(device.index());
        return capability.isPresent()
                ? Arithmetic.ofGpu(device, capability.getAsInt())
                : new Arithmetic(device.toString(), Set.of());
    }

    /**
     * What libtorch itself found out about the processor, for systems without a file that tells it. Its functions are
     * C++, whose names in the library depend on the compiler.
     *
     * @param library file name of {@code torch_cpu}
     * @param microsoft whether Microsoft's compiler named the functions
     */
    static Set<String> libtorchFlags(String library, boolean microsoft) {
        Set<String> flags = new HashSet<>();
        try {
            NativeLibrary torch = NativeLibrary.getInstance(
                    Path.of(LibUtils.getLibtorchPath(), library).toString());
            if (ask(torch, "is_avx512_bf16_supported", microsoft)) {
                flags.add("avx512_bf16");
            }
            if (ask(torch, "is_amx_fp16_supported", microsoft)) {
                flags.add("amx_fp16");
            }
        } catch (LinkageError | RuntimeException e) {
            // Not to be found out: float32 is never slow.
            return Set.of();
        }
        return flags;
    }

    private static boolean ask(NativeLibrary torch, String function, boolean microsoft) {
        String name = microsoft
                ? "?%s@cpu@at@@YA_NXZ".formatted(function)
                : "_ZN2at3cpu%d%sEv".formatted(function.length(), function);
        int answer = (int) torch.getFunction(name).invoke(int.class, new Object[] {});
        // A C++ bool fills one byte of the register.
        return (answer & 0xff) != 0;
    }

    /** By the driver, which is on every machine with a GPU that can be used. */
    private static OptionalInt capability(int index) {
        try {
            NativeLibrary driver =
                    NativeLibrary.getInstance(System.getProperty("os.name").startsWith("Windows") ? "nvcuda" : "cuda");
            IntByReference device = new IntByReference();
            IntByReference major = new IntByReference();
            IntByReference minor = new IntByReference();
            Function attribute = driver.getFunction("cuDeviceGetAttribute");
            boolean told = succeeds(driver.getFunction("cuInit"), 0)
                    && succeeds(driver.getFunction("cuDeviceGet"), device, index)
                    && succeeds(attribute, major, MAJOR, device.getValue())
                    && succeeds(attribute, minor, MINOR, device.getValue());
            return told ? OptionalInt.of(10 * major.getValue() + minor.getValue()) : OptionalInt.empty();
        } catch (LinkageError | RuntimeException e) {
            return OptionalInt.empty();
        }
    }

    private static boolean succeeds(Function function, Object... arguments) {
        return function.invokeInt(arguments) == 0;
    }
}
