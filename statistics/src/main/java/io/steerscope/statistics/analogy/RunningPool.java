package io.steerscope.statistics.analogy;

/**
 * Sum of vectors that come and go, in any order and in parts: coordinates are whole numbers of 2^-30, so that sums are
 * exact and a vector that is removed leaves nothing behind. A coordinate is off by at most 2^-31, 4.7e-10.
 *
 * <p>For unit vectors there is room for 2^33 of them.
 */
public final class RunningPool {

    private static final int FRACTION_BITS = 30;

    private final long[] sums;
    private long count;

    /** @param dimension coordinates of a vector */
    public RunningPool(int dimension) {
        this.sums = new long[dimension];
    }

    /** Adds a vector. */
    public void add(double[] vector) {
        change(vector, 1);
    }

    /**
     * Takes back a vector that was added.
     *
     * @throws IllegalStateException if there is none
     */
    public void remove(double[] vector) {
        if (count == 0) {
            throw new IllegalStateException("There is no vector to remove");
        }
        change(vector, -1);
    }

    /** Adds all that another pool holds. */
    public void merge(RunningPool other) {
        for (int k = 0; k < sums.length; k++) {
            sums[k] = Math.addExact(sums[k], other.sums[k]);
        }
        count += other.count;
    }

    /** How many vectors it holds. */
    public long count() {
        return count;
    }

    /**
     * The mean.
     *
     * @throws IllegalStateException if there is no vector
     */
    public double[] mean() {
        if (count == 0) {
            throw new IllegalStateException("There is no vector");
        }
        double[] mean = new double[sums.length];
        for (int k = 0; k < mean.length; k++) {
            mean[k] = Math.scalb((double) sums[k], -FRACTION_BITS) / count;
        }
        return mean;
    }

    private void change(double[] vector, int sign) {
        if (vector.length != sums.length) {
            throw new IllegalArgumentException(vector.length + " coordinates where there are " + sums.length);
        }
        for (int k = 0; k < sums.length; k++) {
            double scaled = Math.scalb(vector[k], FRACTION_BITS);
            if (!(Math.abs(scaled) < 0x1p62)) {
                throw new IllegalArgumentException("Coordinate " + vector[k] + " is out of range");
            }
            sums[k] = Math.addExact(sums[k], sign * Math.round(scaled));
        }
        count += sign;
    }
}
