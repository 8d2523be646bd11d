package io.steerscope.statistics.estimate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import io.steerscope.statistics.interval.ConfidenceLevel;

/**
 * By how much the margin rises per unit of alpha within a pair: least squares of the items on alpha, both centred
 * within their pair, which removes what pairs differ in (fixed effects). The standard error is cluster-robust (Liang
 * and Zeger 1986; Cameron and Miller 2015, section II): with x, y centred, Sxx the sum of x^2, u_g the sum of x (y -
 * slope x) within pair g, se^2 = G/(G - 1) sum u_g^2 / Sxx^2 with G - 1 degrees of freedom.
 *
 * @param pairs number of pairs G with items at two alphas or more
 * @param items number of their items
 * @param slope the slope; no standard error below two pairs
 */
public record WithinPairSlope(int pairs, int items, MeanEstimate slope) {

    private record Centred(double[] x, double[] y) {

        static Centred of(SortedMap<Double, Double> pair) {
            double[] x = pair.keySet().stream().mapToDouble(Double::doubleValue).toArray();
            double[] y = pair.values().stream().mapToDouble(Double::doubleValue).toArray();
            centre(x);
            centre(y);
            return new Centred(x, y);
        }

        private static void centre(double[] values) {
            double mean = 0.0;
            for (double value : values) {
                mean += value / values.length;
            }
            for (int i = 0; i < values.length; i++) {
                values[i] -= mean;
            }
        }
    }

    /**
     * The slope over some pairs; empty without one that has two alphas.
     *
     * @param itemsOfPairs of each pair its items' means by alpha
     * @throws IllegalArgumentException if level is not inside (0.5, 1)
     */
    public static Optional<WithinPairSlope> of(Collection<SortedMap<Double, Double>> itemsOfPairs, double level) {
        List<Centred> pairs = new ArrayList<>();
        double squares = 0.0;
        double products = 0.0;
        int items = 0;
        for (SortedMap<Double, Double> pair : itemsOfPairs) {
            if (pair.size() >= 2) {
                Centred centred = Centred.of(pair);
                pairs.add(centred);
                items += pair.size();
                for (int i = 0; i < pair.size(); i++) {
                    squares += centred.x()[i] * centred.x()[i];
                    products += centred.x()[i] * centred.y()[i];
                }
            }
        }
        if (pairs.isEmpty() || !(squares > 0.0) || Double.isInfinite(squares)) {
            return Optional.empty();
        }
        double slope = products / squares;
        double scores = 0.0;
        for (Centred pair : pairs) {
            double score = 0.0;
            for (int i = 0; i < pair.x().length; i++) {
                score += pair.x()[i] * (pair.y()[i] - slope * pair.x()[i]);
            }
            scores += (score / squares) * (score / squares);
        }
        int clusters = pairs.size();
        return Optional.of(new WithinPairSlope(
                clusters,
                items,
                clusters < 2
                        ? MeanEstimate.withoutError(slope, ConfidenceLevel.checked(level))
                        : MeanEstimate.of(
                                slope, Math.sqrt(scores * clusters / (clusters - 1.0)), clusters - 1L, level)));
    }

    /** The same slope in units of the margin of which {@code factor} make one. */
    public WithinPairSlope scaled(double factor) {
        return new WithinPairSlope(pairs, items, slope.scaled(factor));
    }

    /** The figures by field name. */
    public Map<String, Object> toMap() {
        return slope.put(new Fields().put("pairs", pairs).put("items", items), "slope", "cluster_se")
                .toMap();
    }
}
