package io.steerscope.schemas.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Seeds by the noise that they give. PyTorch's CPU generator is a Mersenne Twister that is seeded with the low 32 bits
 * of a seed (ATen, {@code mt19937(uint64_t seed)}), and so is the one here: seeds that are equal modulo 2^32, such
 * as -1 and 4294967295, give the same images.
 */
public final class NoiseSeeds {

    private NoiseSeeds() {}

    /** What of a seed the noise depends on, from 0 to 2^32 - 1. */
    public static long noise(long seed) {
        return seed & 0xffffffffL;
    }

    /** Why two seeds are one, where they are two numbers of the same noise. */
    public static String fault(long seed, long other) {
        return "seeds %d and %d are one: they are equal modulo 2^32, which gives the same noise"
                .formatted(Math.min(seed, other), Math.max(seed, other));
    }

    /** Why two of some seeds, each of another number, are one; empty if every one has a noise of its own. */
    public static Optional<String> fault(Collection<Long> seeds) {
        Map<Long, Long> byNoise = new HashMap<>();
        for (long seed : seeds) {
            Long first = byNoise.putIfAbsent(noise(seed), seed);
            if (first != null && first != seed) {
                return Optional.of(fault(first, seed));
            }
        }
        return Optional.empty();
    }
}
