package io.steerscope.statistics.agreement;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.interval.ConfidenceLevel;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.WilsonInterval;

/**
 * Agreement of two scorers on which items are a success, that is, have a mean margin above 0.
 *
 * @param bothAbove items above 0 under both
 * @param onlyFirstAbove items above 0 under the first alone
 * @param onlySecondAbove items above 0 under the second alone
 * @param neitherAbove items above 0 under neither
 * @param level confidence level of the interval
 */
public record SignAgreement(
        long bothAbove, long onlyFirstAbove, long onlySecondAbove, long neitherAbove, double level) {

    /** @throws IllegalArgumentException if a count is negative, or level is not inside (0.5, 1) */
    public SignAgreement {
        ConfidenceLevel.checked(level);
        if (Math.min(Math.min(bothAbove, onlyFirstAbove), Math.min(onlySecondAbove, neitherAbove)) < 0) {
            throw new IllegalArgumentException("Counts of signs must not be negative");
        }
    }

    /**
     * The agreement of values paired by their place.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    static SignAgreement of(double[] first, double[] second, double level) {
        long[] counts = new long[4];
        for (int i = 0; i < first.length; i++) {
            counts[(first[i] > 0.0 ? 0 : 2) + (second[i] > 0.0 ? 0 : 1)]++;
        }
        return new SignAgreement(counts[0], counts[1], counts[2], counts[3], level);
    }

    /** Number of items. */
    public long n() {
        return bothAbove + onlyFirstAbove + onlySecondAbove + neitherAbove;
    }

    /** Items with the same sign under both. */
    public long agreements() {
        return bothAbove + neitherAbove;
    }

    /** agreements / n; null without items. */
    public @Nullable Double share() {
        return n() == 0 ? null : (double) agreements() / n();
    }

    /** Wilson interval of the share; null without items. */
    public @Nullable Interval wilson() {
        return n() == 0 ? null : WilsonInterval.of(agreements(), n(), level);
    }

    /**
     * Cohen's kappa (Cohen 1960): (p - e) / (1 - e), with p the share of agreements and e the share expected of two
     * independent scorers with the same numbers of successes; in [-1, 1], 1 for full agreement, 0 for that of chance.
     * Null where e is 1: without items, or where both give one and the same sign to all.
     */
    public @Nullable Double kappa() {
        double n = n();
        double expected = (double) (bothAbove + onlyFirstAbove) * (bothAbove + onlySecondAbove)
                + (double) (neitherAbove + onlySecondAbove) * (neitherAbove + onlyFirstAbove);
        double possible = n * n - expected;
        return possible == 0.0 ? null : (n * agreements() - expected) / possible;
    }

    /** The figures by field name, without those that are not determined. */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("both_above", bothAbove);
        fields.put("only_first_above", onlyFirstAbove);
        fields.put("only_second_above", onlySecondAbove);
        fields.put("neither_above", neitherAbove);
        Double share = share();
        Interval wilson = wilson();
        Double kappa = kappa();
        if (share != null && wilson != null) {
            fields.put("same_sign", share);
            fields.put("wilson" + ConfidenceLevel.percent(level), wilson.toList());
        }
        if (kappa != null) {
            fields.put("cohens_kappa", kappa);
        }
        return fields;
    }
}
