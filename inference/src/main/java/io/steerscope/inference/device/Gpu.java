package io.steerscope.inference.device;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a GPU of NVIDIA computes slowly, by its compute capability: bfloat16 before Ampere (8.0), which libtorch
 * computes by widening, and float16 before Volta (7.0), the first with tensor cores.
 */
final class Gpu {

    private static final int AMPERE = 80;
    private static final int VOLTA = 70;

    private Gpu() {}

    /** @param capability ten times the major plus the minor number; a newer GPU that tells none counts as fast */
    static Arithmetic arithmetic(Device device, int capability) {
        Set<Dtype> slow = EnumSet.noneOf(Dtype.class);
        if (capability < AMPERE) {
            slow.add(Dtype.BFLOAT16);
        }
        if (capability < VOLTA) {
            slow.add(Dtype.FLOAT16);
        }
        return new Arithmetic(
                "%s (compute capability %d.%d)".formatted(device, capability / 10, capability % 10), slow);
    }
}
