package io.steerscope.benchmarks.fuzz;

import java.util.Arrays;
import java.util.List;

/** Bytes as they come out of a faulty program: a few changed, some missing, some too many. */
final class Mutation {

    private final OddText odd;

    Mutation(OddText odd) {
        this.odd = odd;
    }

    byte[] of(byte[] bytes) {
        if (bytes.length == 0) {
            return odd.bytes(40);
        }
        return switch (odd.pick(List.of(0, 1, 2, 3, 4))) {
            case 0 -> Arrays.copyOf(bytes, place(bytes));
            case 1 -> changed(bytes, 1);
            case 2 -> changed(bytes, 8);
            case 3 -> extended(bytes);
            default -> doubled(bytes);
        };
    }

    /** The same record under a schema fingerprint that nobody knows. */
    byte[] foreign(byte[] bytes) {
        byte[] copy = bytes.clone();
        for (int i = 2; i < Math.min(10, copy.length); i++) {
            copy[i] = (byte) odd.place(256);
        }
        return copy;
    }

    private byte[] changed(byte[] bytes, int times) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < times; i++) {
            copy[place(copy)] ^= (byte) (1 << odd.place(8));
        }
        return copy;
    }

    private byte[] extended(byte[] bytes) {
        byte[] surplus = odd.bytes(40);
        byte[] copy = Arrays.copyOf(bytes, bytes.length + surplus.length);
        System.arraycopy(surplus, 0, copy, bytes.length, surplus.length);
        return copy;
    }

    /** A part of the bytes over another part. */
    private byte[] doubled(byte[] bytes) {
        byte[] copy = bytes.clone();
        int from = place(bytes);
        int to = place(bytes);
        System.arraycopy(bytes, from, copy, to, odd.place(bytes.length - Math.max(from, to) + 1));
        return copy;
    }

    private int place(byte[] bytes) {
        return odd.place(bytes.length);
    }
}
