package io.steerscope.statistics.geometry;

import java.util.Arrays;

/**
 * Cosines in ascending order, found by buckets of equal width: of n pairs there are n^2 / 2, which some n^3 / 2 others
 * are compared with.
 */
final class CosineRanks {

    /** The unit of cosines. Those that differ by less are ties: they are computed by different sums. */
    static final double RESOLUTION = 0x1p-40;

    private static final int BUCKETS = 1 << 17;

    private final long[] ascending;
    private final long least;
    private final long greatest;
    private final int shift;
    private final int[] starts = new int[BUCKETS + 1];

    /**
     * Takes cosines.
     *
     * @param cosines in units of the resolution
     * @param count how many of them there are, from the first on
     */
    CosineRanks(long[] cosines, int count) {
        this.ascending = Arrays.copyOf(cosines, count);
        Arrays.sort(ascending);
        this.least = count == 0 ? 0L : ascending[0];
        this.greatest = count == 0 ? -1L : ascending[count - 1];
        int width = 0;
        while ((greatest - least) >> width >= BUCKETS) {
            width++;
        }
        this.shift = width;
        for (long cosine : ascending) {
            starts[bucket(cosine) + 1]++;
        }
        for (int b = 0; b < BUCKETS; b++) {
            starts[b + 1] += starts[b];
        }
    }

    private int bucket(long cosine) {
        return (int) ((cosine - least) >> shift);
    }

    /** Twice the number of cosines above one, equal ones counted once. */
    long twiceAbove(long cosine) {
        if (cosine < least) {
            return 2L * ascending.length;
        }
        if (cosine > greatest) {
            return 0L;
        }
        int bucket = bucket(cosine);
        int end = starts[bucket + 1];
        int below = first(cosine, starts[bucket], end);
        boolean hasEqual = below < end && ascending[below] == cosine;
        int notAbove = hasEqual ? first(cosine + 1L, below, end) : below;
        return 2L * (ascending.length - notAbove) + (notAbove - below);
    }

    /** The first place from one on, and before an end, whose cosine is not below a bound; the end if there is none. */
    private int first(long bound, int from, int end) {
        int low = from;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
