package io.steerscope.statistics.choosing;

import org.jspecify.annotations.Nullable;

/**
 * Mean and spread of some scores.
 *
 * @param mean their mean
 * @param sd standard deviation with n - 1; null of one score; exactly 0 of equal ones
 */
record Moments(int n, double mean, @Nullable Double sd) {

    /**
     * The moments of scores.
     *
     * @param scores at least one
     */
    static Moments of(double[] scores) {
        double sum = 0.0;
        double least = scores[0];
        double most = scores[0];
        for (double score : scores) {
            sum += score;
            least = Math.min(least, score);
            most = Math.max(most, score);
        }
        double mean = least == most ? least : sum / scores.length;
        if (scores.length == 1) {
            return new Moments(1, mean, null);
        }
        double squares = 0.0;
        for (double score : scores) {
            squares += (score - mean) * (score - mean);
        }
        return new Moments(scores.length, mean, Math.sqrt(squares / (scores.length - 1)));
    }

    /** Whether the scores differ. */
    boolean hasSpread() {
        return sd != null && sd > 0.0;
    }

    /** How many standard deviations a score is above the mean; 0 where scores do not differ. */
    double standardised(double score) {
        return sd != null && sd > 0.0 ? (score - mean) / sd : 0.0;
    }
}
