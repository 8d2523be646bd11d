package io.steerscope.statistics.contrast;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.hypothesis.TTest;

/**
 * Differences of standardised means, D = M1 / S1 - M2 / S2, of groups of pairs: M the mean over the pairs of the group,
 * S the standard deviation of the item means of a side within cells ({@link WithinCells}).
 *
 * <p>S is estimated from the same margins, so that the differences of single pairs are no sample of independent values.
 * The standard error is that of the jackknife that leaves out one pair with all its items, in M and in S (Efron and
 * Stein 1981): with D(g) the value without pair g, and the n pairs of the group and the m others as two samples,
 *
 * <pre>se^2 = (n - 1)/n sum over the group (D(g) - mean)^2 + (m - 1)/m sum over the others (D(g) - mean)^2</pre>
 *
 * each around its own mean. Were S known, se would be that of the one-sample t-test, and D / se its t.
 */
final class ScaledGroups {

    /** A standard error, in standard deviations, up to which it is what rounding leaves of 0. */
    private static final double ROUNDING = 1e-10;

    private record Scales(double first, double second) {}

    private final Scales all;
    private final SortedMap<String, Scales> without;

    private ScaledGroups(Scales all, SortedMap<String, Scales> without) {
        this.all = all;
        this.without = without;
    }

    /** Empty below three pairs, and where the items of a side without one of the pairs do not vary within a cell. */
    static Optional<ScaledGroups> of(PairedDifferences differences) {
        if (differences.itemsByPair().size() < 3) {
            return Optional.empty();
        }
        WithinCells first = new WithinCells(differences, PairedItem::first);
        WithinCells second = new WithinCells(differences, PairedItem::second);
        Scales all = scales(first.standardDeviation(), second.standardDeviation());
        SortedMap<String, Scales> without = new TreeMap<>();
        for (String pair : differences.itemsByPair().keySet()) {
            Scales scales = scales(first.standardDeviationWithout(pair), second.standardDeviationWithout(pair));
            if (scales == null) {
                return Optional.empty();
            }
            without.put(pair, scales);
        }
        return all == null ? Optional.empty() : Optional.of(new ScaledGroups(all, without));
    }

    private static @Nullable Scales scales(double first, double second) {
        return first > 0.0 && second > 0.0 ? new Scales(first, second) : null;
    }

    double firstScale() {
        return all.first();
    }

    double secondScale() {
        return all.second();
    }

    /** The t-test of D / se with n - 1 degrees of freedom. */
    ContrastFigures atFixedN(SortedMap<String, List<PairedItem>> items, double level) {
        Group group = new Group(items);
        OptionalDouble difference = group.difference();
        if (difference.isEmpty()) {
            return new ContrastFigures(items.size(), null, null, null, null, null, level);
        }
        double standardError = group.standardError();
        TTest test = TTest.ofStandardError(difference.getAsDouble(), standardError, items.size(), level)
                .orElse(null);
        return new ContrastFigures(items.size(), difference.getAsDouble(), null, test, null, null, level);
    }

    /** The asymptotic confidence sequence of D, with se sqrt(n) as the standard deviation. */
    ContrastFigures whileRunning(SortedMap<String, List<PairedItem>> items, long plannedN, double level) {
        Group group = new Group(items);
        OptionalDouble difference = group.difference();
        if (difference.isEmpty()) {
            return new ContrastFigures(items.size(), null, null, null, null, null, level);
        }
        RunningTest test = RunningTest.ofStandardError(
                        difference.getAsDouble(), group.standardError(), items.size(), Math.max(1, plannedN), level)
                .orElse(null);
        return new ContrastFigures(items.size(), difference.getAsDouble(), null, null, null, test, level);
    }

    /** The values of the pairs of a group. */
    private final class Group {

        private final SortedMap<String, double[]> values = new TreeMap<>();
        private final double meanFirst;
        private final double meanSecond;

        Group(SortedMap<String, List<PairedItem>> items) {
            ExactMoments first = ExactMoments.EMPTY;
            ExactMoments second = ExactMoments.EMPTY;
            for (Map.Entry<String, List<PairedItem>> pair : items.entrySet()) {
                first = first.addUnits(PairedItem.mean(pair.getValue(), PairedItem::first));
                second = second.addUnits(PairedItem.mean(pair.getValue(), PairedItem::second));
                values.put(pair.getKey(), new double[] {
                    value(pair.getValue(), PairedItem::first), value(pair.getValue(), PairedItem::second)
                });
            }
            meanFirst = first.mean().orElse(0.0);
            meanSecond = second.mean().orElse(0.0);
        }

        OptionalDouble difference() {
            return values.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(meanFirst / all.first() - meanSecond / all.second());
        }

        /** 0 below two pairs, and where it is so up to rounding. */
        double standardError() {
            int n = values.size();
            if (n < 2) {
                return 0.0;
            }
            double[] inside = new double[n];
            double[] outside = new double[without.size() - n];
            int in = 0;
            int out = 0;
            for (Map.Entry<String, Scales> pair : without.entrySet()) {
                double[] own = values.get(pair.getKey());
                Scales scales = pair.getValue();
                if (own == null) {
                    outside[out++] = meanFirst / scales.first() - meanSecond / scales.second();
                } else {
                    inside[in++] = without(meanFirst, own[0], n) / scales.first()
                            - without(meanSecond, own[1], n) / scales.second();
                }
            }
            double standardError = Math.sqrt(variance(inside) + variance(outside));
            return standardError > ROUNDING ? standardError : 0.0;
        }

        private static double without(double mean, double own, int n) {
            return mean + (mean - own) / (n - 1);
        }

        private static double variance(double[] values) {
            double mean = 0.0;
            for (double value : values) {
                mean += value / values.length;
            }
            double sum = 0.0;
            for (double value : values) {
                sum += (value - mean) * (value - mean);
            }
            return values.length == 0 ? 0.0 : sum * (values.length - 1) / values.length;
        }

        private static double value(List<PairedItem> items, ToLongFunction<PairedItem> side) {
            return ExactMoments.EMPTY
                    .addUnits(PairedItem.mean(items, side))
                    .mean()
                    .orElseThrow();
        }
    }
}
