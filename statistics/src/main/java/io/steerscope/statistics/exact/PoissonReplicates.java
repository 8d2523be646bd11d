package io.steerscope.statistics.exact;

import java.nio.ByteBuffer;
import java.util.Arrays;

import io.steerscope.statistics.random.PoissonWeights;

/**
 * A streaming bootstrap: in each of B replicates a value counts w times, w ~ Poisson(1) drawn by its unit's name
 * (Hanley and MacGibbon 2006, Creating non-parametric bootstrap samples using Poisson frequencies; Chamandy et al.
 * 2012, Estimating uncertainty for massive data streams). Per replicate the sum of weights and the weighted sum of
 * values are held as integers, so the state is a commutative group like {@link ExactMoments}: add, remove, replace and
 * merge in any order, any number of times, give identical bits.
 *
 * <p>Values of one unit share its weights. With the item as unit this is the ordinary bootstrap over items; with the
 * pair as unit of its items it is the cluster bootstrap over pairs.
 *
 * <p>Values lie in [-4, 4] and are rounded to units of 2^-36 (1.5e-11), half up; a replicate is exact up to 2^25 (33
 * million) weighted values. A state of B replicates has 2 B longs; a change costs O(B).
 */
public final class PoissonReplicates {

    private static final byte FORMAT = 3;
    private static final int HEADER = 1 + 2 * Long.BYTES;
    private static final int MAX_REPLICATES = 100_000;
    private static final int DROPPED_BITS = 24;
    private static final double UNIT = 0x1p-36;

    private final PoissonWeights weights;
    private final long n;
    private final long[] counts;
    private final long[] sums;

    private PoissonReplicates(PoissonWeights weights, long n, long[] counts, long[] sums) {
        this.weights = weights;
        this.n = n;
        this.counts = counts;
        this.sums = sums;
    }

    /**
     * No values.
     *
     * @param seed seed of the experiment
     * @param replicates number of replicates B, in [2, 100000]
     */
    public static PoissonReplicates empty(long seed, int replicates) {
        if (replicates < 2 || replicates > MAX_REPLICATES) {
            throw new IllegalArgumentException(
                    replicates + " bootstrap replicates; there must be 2 to " + MAX_REPLICATES);
        }
        return new PoissonReplicates(new PoissonWeights(seed), 0, new long[replicates], new long[replicates]);
    }

    /** With one more value in [-4, 4] of a unit. */
    public PoissonReplicates add(String unit, double value) {
        return addUnits(unit, FixedPoint.unitsOf(value));
    }

    /** The inverse of {@link #add}. */
    public PoissonReplicates remove(String unit, double value) {
        return removeUnits(unit, FixedPoint.unitsOf(value));
    }

    /** {@link #remove} of the old value and {@link #add} of the new one, in one pass. */
    public PoissonReplicates replace(String unit, double oldValue, double newValue) {
        return replaceUnits(unit, FixedPoint.unitsOf(oldValue), FixedPoint.unitsOf(newValue));
    }

    /** With one more value of a unit, given in units of 2^-60. */
    public PoissonReplicates addUnits(String unit, long valueUnits) {
        return changed(unit, 1, coarse(valueUnits));
    }

    /** The inverse of {@link #addUnits}. */
    public PoissonReplicates removeUnits(String unit, long valueUnits) {
        return changed(unit, -1, -coarse(valueUnits));
    }

    /** {@link #removeUnits} of the old value and {@link #addUnits} of the new one, in one pass. */
    public PoissonReplicates replaceUnits(String unit, long oldUnits, long newUnits) {
        return changed(unit, 0, coarse(newUnits) - coarse(oldUnits));
    }

    /**
     * The values of both together.
     *
     * @throws IllegalArgumentException if seeds or numbers of replicates differ
     */
    public PoissonReplicates merge(PoissonReplicates other) {
        return combined(other, 1);
    }

    /** The inverse of {@link #merge}. */
    public PoissonReplicates subtract(PoissonReplicates other) {
        return combined(other, -1);
    }

    /** Number of values. */
    public long n() {
        return n;
    }

    /** Number of replicates B. */
    public int replicates() {
        return counts.length;
    }

    /** Seed of the weights. */
    public long seed() {
        return weights.seed();
    }

    /**
     * Weighted means of the replicates that have any weight, in the order of the replicates. (Of n units a replicate
     * has none with probability e^-n.)
     */
    public double[] means() {
        double[] means = new double[counts.length];
        int at = 0;
        for (int replicate = 0; replicate < counts.length; replicate++) {
            if (counts[replicate] > 0) {
                means[at++] = (double) sums[replicate] / counts[replicate] * UNIT;
            }
        }
        return Arrays.copyOf(means, at);
    }

    /** Canonical bytes, 16 for each replicate and {@value #HEADER} more: equal states have equal bytes. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + 2 * Long.BYTES * counts.length)
                .put(FORMAT)
                .putLong(seed())
                .putLong(n);
        bytes.asLongBuffer().put(counts).put(sums);
        return bytes.array();
    }

    /**
     * The state that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not such a form
     */
    public static PoissonReplicates fromBytes(byte[] bytes) {
        int body = bytes.length - HEADER;
        if (body < 0 || bytes[0] != FORMAT || body % (2 * Long.BYTES) != 0) {
            throw new IllegalArgumentException("Not Poisson replicates: " + bytes.length + " bytes"
                    + (bytes.length == 0 ? "" : ", format byte " + bytes[0]));
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, 1, 2 * Long.BYTES);
        PoissonReplicates empty = empty(header.getLong(), body / (2 * Long.BYTES));
        long n = header.getLong();
        long[] counts = empty.counts.clone();
        long[] sums = empty.sums.clone();
        ByteBuffer.wrap(bytes, HEADER, body).asLongBuffer().get(counts).get(sums);
        return new PoissonReplicates(empty.weights, n, counts, sums);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PoissonReplicates that
                && weights.equals(that.weights)
                && n == that.n
                && Arrays.equals(counts, that.counts)
                && Arrays.equals(sums, that.sums);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * weights.hashCode() + Arrays.hashCode(counts)) + Arrays.hashCode(sums);
    }

    @Override
    public String toString() {
        return "PoissonReplicates[n=" + n + ", replicates=" + counts.length + ", seed=" + seed() + "]";
    }

    private PoissonReplicates changed(String unit, int times, long coarse) {
        int[] drawn = weights.of(unit, counts.length);
        long[] newCounts = counts.clone();
        long[] newSums = sums.clone();
        for (int replicate = 0; replicate < drawn.length; replicate++) {
            newCounts[replicate] += (long) times * drawn[replicate];
            newSums[replicate] += coarse * drawn[replicate];
        }
        return new PoissonReplicates(weights, n + times, newCounts, newSums);
    }

    private PoissonReplicates combined(PoissonReplicates other, int sign) {
        if (!weights.equals(other.weights) || counts.length != other.counts.length) {
            throw new IllegalArgumentException(this + " and " + other + " are not of one bootstrap");
        }
        long[] newCounts = counts.clone();
        long[] newSums = sums.clone();
        for (int replicate = 0; replicate < newCounts.length; replicate++) {
            newCounts[replicate] += sign * other.counts[replicate];
            newSums[replicate] += sign * other.sums[replicate];
        }
        return new PoissonReplicates(weights, n + sign * other.n, newCounts, newSums);
    }

    private static long coarse(long units) {
        return (FixedPoint.checked(units) + (1L << DROPPED_BITS - 1)) >> DROPPED_BITS;
    }
}
