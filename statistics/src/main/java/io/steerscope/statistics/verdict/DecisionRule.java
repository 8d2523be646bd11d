package io.steerscope.statistics.verdict;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.steerscope.statistics.interval.ConfidenceSequence;
import io.steerscope.statistics.interval.PrimarySequence;

/**
 * The rule of a verdict, as data and in words.
 *
 * @param method where the p-values come from
 * @param settings level and smallest effect of interest
 * @param family names of all groups that are judged together, in their order
 */
public record DecisionRule(Method method, VerdictSettings settings, List<String> family) {

    /** Digits of a level behind the point. */
    static final int LEVEL_DIGITS = 5;

    /** Where the p-values come from. */
    public enum Method {
        /**
         * Always-valid p-values of confidence sequences for t: for as many looks as one likes, from the second value
         * on.
         */
        SEQUENCE_FOR_T(
                PrimarySequence.T.id(),
                "the always-valid p-value of the confidence sequence for t (Lai 1976; Wang and Ramdas 2023), which allows for"
                        + " skewness (Hall 1992; planned items up to " + PrimarySequence.LARGEST_PLAN_OF_T + ")"),
        /** Always-valid p-values of asymptotic confidence sequences: for as many looks as one likes, after burn-in. */
        CONFIDENCE_SEQUENCE(
                PrimarySequence.ASYMPTOTIC.id(),
                "the always-valid p-value of the asymptotic confidence sequence (Waudby-Smith et al. 2024), which allows for"
                        + " skewness (Hall 1992; planned items above " + PrimarySequence.LARGEST_PLAN_OF_T + ")"),
        /** One-sided one-sample t-tests that allow for skewness: for one look, at the planned n. */
        FIXED_N_T_TEST(
                "fixed_n_t_test",
                "the p-value at the final n of the one-sided t-test that allows for skewness (Hall 1992; the sign test where"
                        + " all items are equal)");

        private final String id;
        private final String words;

        Method(String id, String words) {
            this.id = id;
            this.words = words;
        }
    }

    /** Makes the family unmodifiable. */
    public DecisionRule {
        family = List.copyOf(family);
    }

    /** The rule in a few sentences. */
    public String words() {
        String groups = family.size() == 1 ? "1 group" : family.size() + " groups";
        Claim claim = settings.claim();
        String alpha = decimal(settings.alpha(), 12);
        String sentence = String.format(
                Locale.ROOT,
                "%s: %s against a mean of at most 0, Holm-adjusted over %s, is at most %s. ",
                Claim.capitalised(claim.holds()),
                method.words,
                groups,
                alpha);
        sentence += settings.smallestEffect() instanceof SmallestEffect.None
                ? "No smallest effect of interest was chosen before the run, so no group is said "
                        + claim.denial()
                        + "; what is given instead is the effect above which everything is excluded, at level 1 - "
                        + alpha + "/"
                        + family.size() + "."
                : Claim.capitalised(claim.fails()) + ": the same against a mean of at least "
                        + settings.smallestEffect().words() + ", the smallest effect of interest.";
        return switch (method) {
            case SEQUENCE_FOR_T -> sentence + " This holds at every look, for normal items exactly.";
            case CONFIDENCE_SEQUENCE ->
                sentence + " Nothing is decided in the first " + ConfidenceSequence.BURN_IN + " items.";
            case FIXED_N_T_TEST -> sentence;
        };
    }

    /** The rule by field name. */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("method", method.id);
        fields.put("level", settings.level());
        fields.put("adjustment", "holm");
        if (!(settings.smallestEffect() instanceof SmallestEffect.None)) {
            fields.put("smallest_effect", settings.smallestEffect().words());
        }
        fields.put("family", family);
        fields.put("words", words());
        return fields;
    }

    /** A number with at most so many digits behind the point, without trailing zeros. */
    static String decimal(double number, int digits) {
        return BigDecimal.valueOf(number)
                .setScale(digits, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
