package io.steerscope.statistics.random;

/**
 * The SplitMix64 generator (Steele, Lea and Flood 2014, Fast splittable pseudorandom number generators) as a function.
 */
public final class SplitMix64 {

    /** Distance between neighbouring states of one stream: 2^64 over the golden ratio, odd. */
    public static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private SplitMix64() {}

    /** The output at a state (variant 13 of Stafford's mixers), a permutation of the 64-bit numbers. */
    public static long mix(long state) {
        long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
