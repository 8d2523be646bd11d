package io.steerscope.statistics.interval;

/** Quantiles of a sample by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). */
public final class EmpiricalQuantile {

    private EmpiricalQuantile() {}

    /**
     * The quantile at a probability.
     *
     * @param ascending the sample, sorted, not empty
     * @param probability inside [0, 1]
     */
    public static double of(double[] ascending, double probability) {
        double position = probability * (ascending.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (position - below) * (ascending[above] - ascending[below]);
    }
}
