package io.steerscope.statistics.choosing;

import java.nio.charset.StandardCharsets;

import io.steerscope.statistics.random.SplitMix64;

/**
 * A number for a key: FNV-1a of its UTF-8 bytes in 64 bits (Fowler, Noll and Vo), mixed by SplitMix64, so that which
 * images have the smallest is a function of the set alone and as good as random.
 */
final class KeyHash {

    private static final long OFFSET = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private KeyHash() {}

    /** The number, to be compared without sign. */
    static long of(String key) {
        long hash = OFFSET;
        for (byte each : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xFF)) * PRIME;
        }
        return SplitMix64.mix(hash);
    }
}
