package io.steerscope.inference.device;

import java.util.Set;
import java.util.function.Supplier;

/**
 * Which types a device computes more slowly than float32, as its kind says: nothing is timed, so the answer is a fact
 * of the machine. float32 is never slow.
 *
 * @param where what computes, for a message
 * @param slow types that it computes more slowly than float32
 */
public record Arithmetic(String where, Set<Dtype> slow) {

    public Arithmetic {
        slow = Set.copyOf(slow);
        if (slow.contains(Dtype.FLOAT32)) {
            throw new IllegalArgumentException("float32 is what the others are compared with");
        }
    }

    /**
     * That of the processor of this machine.
     *
     * @param otherFlags finds instruction sets, as {@code /proc/cpuinfo} names them, where no file of the system tells
     *     them
     */
    public static Arithmetic ofProcessor(Supplier<Set<String>> otherFlags) {
        return Processor.here(otherFlags).arithmetic();
    }

    /** That of a GPU by its compute capability, ten times the major plus the minor number. */
    public static Arithmetic ofGpu(Device device, int capability) {
        return Gpu.arithmetic(device, capability);
    }

    /** Whether float32 would be faster. */
    public boolean isSlow(Dtype dtype) {
        return slow.contains(dtype);
    }

    /**
     * What a model should compute in here: its own type, or float32 where that is slow here and the model can compute
     * in it.
     *
     * @param own the type that the model was exported in
     * @param offered the types that it can compute in
     */
    public Dtype choose(Dtype own, Set<Dtype> offered) {
        return isSlow(own) && offered.contains(Dtype.FLOAT32) ? Dtype.FLOAT32 : own;
    }
}
