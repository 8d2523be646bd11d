package io.steerscope.statistics.estimate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.distribution.ChiSquared;
import io.steerscope.statistics.distribution.FDistribution;
import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.interval.ConfidenceLevel;
import io.steerscope.statistics.interval.Interval;

/**
 * Whether the k categories differ in their means, and random effects over them. With m_c, s_c^2, n_c of each category,
 * v_c = s_c^2/n_c, w_c = 1/v_c, W their sum:
 *
 * <p>Categories of one value or without variance have no weight; they are left out and counted.
 *
 * @param categories number of categories k that have a variance above 0
 * @param leftOut number of categories with a value that have none
 * @param welchF A / (1 + 2 (k - 2) L / (k^2 - 1)), A = sum w (m - weighted mean)^2 / (k - 1), L = sum (1 - w/W)^2 /
 *     (n_c - 1) (Welch 1951, On the comparison of several mean values, Biometrika 38, 330-336)
 * @param df1 k - 1
 * @param df2 (k^2 - 1) / (3 L)
 * @param welchP P(F >= welchF)
 * @param q Cochran's Q = sum w (m - weighted mean)^2 (Cochran 1954)
 * @param qP P(chi-squared with k - 1 degrees of freedom >= Q)
 * @param iSquared max(0, (Q - (k - 1)) / Q) (Higgins and Thompson 2002)
 * @param tauSquared variance between categories, max(0, (Q - (k - 1)) / (W - sum w^2/W)) (DerSimonian and Laird 1986)
 * @param mean random-effects mean mu, weights u = 1 / (v + tauSquared)
 * @param standardError sqrt(sum u (m - mu)^2 / ((k - 1) sum u)) (Hartung and Knapp 2001; without a floor of 1)
 * @param interval mu +- t(k - 1) standardError
 * @param prediction interval of the mean of a further category, mu +- t(k - 2) sqrt(tauSquared + 1 / sum u) (Higgins,
 *     Thompson and Spiegelhalter 2009, JRSS A 172, eq. 12 without Knapp's error); null below three categories
 * @param shrunkenMeans by category B mu + (1 - B) m, B = v / (v + tauSquared) (Morris 1983, JASA 78, 47-55)
 * @param level confidence level of the intervals
 */
public record CategoryHeterogeneity(
        int categories,
        int leftOut,
        double welchF,
        int df1,
        double df2,
        double welchP,
        double q,
        double qP,
        double iSquared,
        double tauSquared,
        double mean,
        double standardError,
        Interval interval,
        @Nullable Interval prediction,
        SortedMap<String, Double> shrunkenMeans,
        double level) {

    /** Makes the map unmodifiable. */
    public CategoryHeterogeneity {
        shrunkenMeans = Collections.unmodifiableSortedMap(new TreeMap<>(shrunkenMeans));
    }

    private record Group(String name, double n, double mean, double variance, double weight) {

        Group(String name, ExactMoments moments) {
            this(
                    name,
                    moments.n(),
                    moments.mean().orElseThrow(),
                    moments.variance().orElseThrow() / moments.n(),
                    moments.n() / moments.variance().orElseThrow());
        }
    }

    /**
     * The figures; empty below two categories that vary.
     *
     * @throws IllegalArgumentException if level is not inside (0.5, 1)
     */
    public static Optional<CategoryHeterogeneity> of(SortedMap<String, ExactMoments> byCategory, double level) {
        double upper = 0.5 + 0.5 * ConfidenceLevel.checked(level);
        List<Group> groups = new ArrayList<>();
        int withValues = 0;
        for (Map.Entry<String, ExactMoments> category : byCategory.entrySet()) {
            withValues += category.getValue().n() > 0 ? 1 : 0;
            if (category.getValue().variance().orElse(0.0) > 0.0) {
                groups.add(new Group(category.getKey(), category.getValue()));
            }
        }
        int k = groups.size();
        if (k < 2) {
            return Optional.empty();
        }
        double total = groups.stream().mapToDouble(Group::weight).sum();
        double q = 0.0;
        double spread = 0.0;
        double lambda = 0.0;
        for (Group group : groups) {
            double others = 0.0;
            for (Group other : groups) {
                if (other != group) {
                    others += other.weight();
                    double share = group.weight() * (other.weight() / total);
                    double difference = group.mean() - other.mean();
                    q += 0.5 * share * difference * difference;
                    spread += share;
                }
            }
            double remainder = others / total;
            lambda += remainder * remainder / (group.n() - 1.0);
        }
        double welchF = q / (k - 1) / (1.0 + 2.0 * (k - 2) * lambda / (k * (double) k - 1.0));
        double df2 = (k * (double) k - 1.0) / (3.0 * lambda);
        double excess = Math.max(0.0, q - (k - 1));
        double tauSquared = excess / spread;
        double mu = 0.0;
        double weights = 0.0;
        for (Group group : groups) {
            double weight = 1.0 / (group.variance() + tauSquared);
            weights += weight;
            mu += weight * group.mean();
        }
        mu /= weights;
        double squares = 0.0;
        SortedMap<String, Double> shrunken = new TreeMap<>();
        for (Group group : groups) {
            double deviation = group.mean() - mu;
            squares += deviation * deviation / (group.variance() + tauSquared);
            double shrinkage = group.variance() / (group.variance() + tauSquared);
            shrunken.put(group.name(), shrinkage * mu + (1.0 - shrinkage) * group.mean());
        }
        double error = Math.sqrt(squares / ((k - 1) * weights));
        return Optional.of(new CategoryHeterogeneity(
                k,
                withValues - k,
                welchF,
                k - 1,
                df2,
                FDistribution.upperTail(welchF, k - 1, df2),
                q,
                ChiSquared.upperTail(q, k - 1),
                excess == 0.0 ? 0.0 : excess / q,
                tauSquared,
                mu,
                error,
                Interval.around(mu, StudentT.quantile(upper, k - 1) * error),
                k < 3
                        ? null
                        : Interval.around(mu, StudentT.quantile(upper, k - 2) * Math.sqrt(tauSquared + 1.0 / weights)),
                shrunken,
                level));
    }

    /** The same figures in units of which {@code factor} make one. */
    public CategoryHeterogeneity scaled(double factor) {
        SortedMap<String, Double> scaledMeans = new TreeMap<>();
        shrunkenMeans.forEach((category, shrunken) -> scaledMeans.put(category, factor * shrunken));
        return new CategoryHeterogeneity(
                categories,
                leftOut,
                welchF,
                df1,
                df2,
                welchP,
                q,
                qP,
                iSquared,
                factor * factor * tauSquared,
                factor * mean,
                factor * standardError,
                interval.scaled(factor),
                Fields.scaled(prediction, factor),
                scaledMeans,
                level);
    }

    /** The figures by field name; {@code categories_left_out} only where some were. */
    public Map<String, Object> toMap() {
        String percent = ConfidenceLevel.percent(level);
        return new Fields()
                .put("categories", categories)
                .put("categories_left_out", leftOut == 0 ? null : leftOut)
                .put("welch_f", welchF)
                .put("df1", df1)
                .put("df2", df2)
                .put("welch_p", welchP)
                .put("cochran_q", q)
                .put("cochran_p", qP)
                .put("i_squared", iSquared)
                .put("dersimonian_laird_tau2", tauSquared)
                .put("random_effects_mean", mean)
                .put("hartung_knapp_se", standardError)
                .put("hartung_knapp_ci" + percent, interval)
                .put("prediction_interval" + percent, prediction)
                .put("shrunken_category_means", shrunkenMeans)
                .toMap();
    }
}
