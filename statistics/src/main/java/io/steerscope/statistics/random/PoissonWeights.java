package io.steerscope.statistics.random;

/**
 * Weights of a Poisson bootstrap: w(seed, unit, replicate) ~ Poisson(1), a pure hash of the three, so that neither the
 * order of arrival nor replays nor partitions can change a weight.
 *
 * <p>The unit's name is hashed with FNV-1a over its UTF-16 units and mixed with the seed; from there a
 * {@link SplitMix64} stream gives one 64-bit word for each two replicates, the high half for the even one. A weight is
 * the number of k with P(Poisson(1) <= k), rounded to 2^-32, at most the half word over 2^32: it lies in [0, 12], and
 * its distribution is off by at most 2^-33 at any k.
 *
 * @param seed seed of the experiment
 */
public record PoissonWeights(long seed) {

    private static final int PREFIX_BITS = 12;
    private static final long[] THRESHOLDS = thresholds();
    private static final byte[] BY_PREFIX = byPrefix();

    /** The weights of a unit in replicates 0 to count - 1. */
    public int[] of(String unit, int count) {
        int[] weights = new int[count];
        long state = start(unit);
        for (int replicate = 0; replicate < count; replicate += 2) {
            state += SplitMix64.GOLDEN_GAMMA;
            long word = SplitMix64.mix(state);
            weights[replicate] = quantile((int) (word >>> Integer.SIZE));
            if (replicate + 1 < count) {
                weights[replicate + 1] = quantile((int) word);
            }
        }
        return weights;
    }

    private long start(String unit) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < unit.length(); i++) {
            hash = (hash ^ unit.charAt(i)) * 0x100000001B3L;
        }
        return SplitMix64.mix(SplitMix64.mix(seed) ^ SplitMix64.mix(hash));
    }

    /** The weight at a half word; a table answers for all but the few prefixes that hold a threshold. */
    private static int quantile(int half) {
        int weight = BY_PREFIX[half >>> Integer.SIZE - PREFIX_BITS];
        return weight >= 0 ? weight : search(Integer.toUnsignedLong(half));
    }

    private static int search(long half) {
        int weight = 0;
        while (weight < THRESHOLDS.length && half >= THRESHOLDS[weight]) {
            weight++;
        }
        return weight;
    }

    private static long[] thresholds() {
        long[] thresholds = new long[12];
        double probability = Math.exp(-1.0);
        double cumulative = 0.0;
        for (int k = 0; k < thresholds.length; k++) {
            cumulative += probability;
            probability /= k + 1;
            thresholds[k] = (long) Math.rint(cumulative * 0x1p32);
        }
        return thresholds;
    }

    private static byte[] byPrefix() {
        byte[] table = new byte[1 << PREFIX_BITS];
        int shift = Integer.SIZE - PREFIX_BITS;
        for (int prefix = 0; prefix < table.length; prefix++) {
            int first = search((long) prefix << shift);
            int last = search(((prefix + 1L) << shift) - 1);
            table[prefix] = (byte) (first == last ? first : -1);
        }
        return table;
    }
}
