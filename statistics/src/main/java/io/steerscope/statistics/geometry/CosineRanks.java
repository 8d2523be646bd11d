package io.steerscope.statistics.geometry;

import java.util.Arrays;

/**
 * Cosines in ascending order, found by buckets of equal width: of n pairs there are n^2 / 2, which some n^3 / 2 others
 * are compared with.
 */
final class CosineRanks {

    /** The unit of cosines. Those that differ by less are ties: they are computed by different sums. */
    static final double RESOLUTION = 0x1p-40;

    private static final int SHIFT = 24;
    private static final int BUCKETS = 1 << 17;

    private final long[] ascending;
    private final int[] starts = new int[BUCKETS + 1];

    /**
     * Takes cosines.
     *
     * @param cosines in units of the resolution, within rounding of [-1, 1]
     * @param count how many of them there are, from the first on
     */
    CosineRanks(long[] cosines, int count) {
        this.ascending = Arrays.copyOf(cosines, count);
        Arrays.sort(ascending);
        for (long cosine : ascending) {
            starts[bucket(cosine) + 1]++;
        }
        for (int b = 0; b < BUCKETS; b++) {
            starts[b + 1] += starts[b];
        }
    }

    private static int bucket(long cosine) {
        long bucket = (cosine >> SHIFT) + BUCKETS / 2;
        return (int) Math.max(0, Math.min(BUCKETS - 1, bucket));
    }

    /** Twice the number of cosines above one, equal ones counted once. */
    long twiceAbove(long cosine) {
        int bucket = bucket(cosine);
        int below = end(bucket, cosine, false);
        int notAbove = end(bucket, cosine, true);
        return 2L * (ascending.length - notAbove) + (notAbove - below);
    }

    /** Number of cosines below {@code bound}, or up to it. */
    private int end(int bucket, long bound, boolean inclusive) {
        int low = starts[bucket];
        int high = starts[bucket + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < bound || inclusive && ascending[middle] == bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
