package io.steerscope.statistics.choosing;

import java.util.Arrays;

/** How alike scores of one group are. */
final class IntraclassCorrelation {

    private IntraclassCorrelation() {}

    /**
     * The one-way ANOVA estimate for groups of unequal size (Donner 1986, A review of inference procedures for the
     * intraclass correlation coefficient, section 3): (MSB - MSW) / (MSB + (m - 1) MSW) with m = (n - sum n_g^2 / n) /
     * (G - 1).
     *
     * @param groups of each score, from 0
     * @return at least 0; 0 too of one group, of groups of one, and without variation
     */
    static double of(double[] scores, int[] groups) {
        int n = scores.length;
        int most = Arrays.stream(groups).max().orElse(-1) + 1;
        double[] sums = new double[most];
        int[] counts = new int[most];
        double total = 0.0;
        for (int i = 0; i < n; i++) {
            sums[groups[i]] += scores[i];
            counts[groups[i]]++;
            total += scores[i];
        }
        int g = (int) Arrays.stream(counts).filter(count -> count > 0).count();
        if (g < 2 || g == n) {
            return 0.0;
        }
        double mean = total / n;
        double between = 0.0;
        double sizes = 0.0;
        for (int group = 0; group < most; group++) {
            if (counts[group] > 0) {
                double deviation = sums[group] / counts[group] - mean;
                between += counts[group] * deviation * deviation;
                sizes += (double) counts[group] * counts[group];
            }
        }
        double within = 0.0;
        for (int i = 0; i < n; i++) {
            double deviation = scores[i] - sums[groups[i]] / counts[groups[i]];
            within += deviation * deviation;
        }
        double msb = between / (g - 1);
        double msw = within / (n - g);
        double size = (n - sizes / n) / (g - 1);
        double denominator = msb + (size - 1.0) * msw;
        return denominator > 0.0 ? Math.max(0.0, (msb - msw) / denominator) : 0.0;
    }
}
