package io.steerscope.statistics.verdict;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.steerscope.statistics.interval.ConfidenceSequence;

/**
 * The rule of a verdict, as data and in words.
 *
 * @param method where the p-values come from
 * @param settings level and smallest effect of interest
 * @param family names of all groups that are judged together, in their order
 */
public record DecisionRule(Method method, VerdictSettings settings, List<String> family) {

    /** Where the p-values come from. */
    public enum Method {
        /** Always-valid p-values of asymptotic confidence sequences: for as many looks as one likes. */
        CONFIDENCE_SEQUENCE(
                "confidence_sequence",
                "the always-valid p-value of the asymptotic confidence sequence (Waudby-Smith et al. 2024)"),
        /** One-sided one-sample t-tests: for one look, at the planned n. */
        FIXED_N_T_TEST("fixed_n_t_test", "the p-value of the one-sided one-sample t-test at the final n");

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

    /** The rule in one or two sentences. */
    public String words() {
        String sentence = String.format(
                Locale.ROOT,
                "Works: %s against a mean of at most 0, Holm-adjusted over %s, is at most %s. Does not: the same against"
                        + " a mean of at least %s.",
                method.words,
                family.size() == 1 ? "1 group" : family.size() + " groups",
                BigDecimal.ONE.subtract(BigDecimal.valueOf(settings.level())).toPlainString(),
                settings.smallestEffect().words());
        return method == Method.FIXED_N_T_TEST
                ? sentence
                : sentence + " Nothing is decided in the first " + ConfidenceSequence.BURN_IN + " items.";
    }

    /** The rule by field name. */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("method", method.id);
        fields.put("level", settings.level());
        fields.put("adjustment", "holm");
        fields.put("family", family);
        fields.put("words", words());
        return fields;
    }
}
