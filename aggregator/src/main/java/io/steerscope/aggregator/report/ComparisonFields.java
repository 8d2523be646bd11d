package io.steerscope.aggregator.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.steerscope.statistics.analysis.IntervalVerdict;

/** Comparisons of scorers by field name. */
final class ComparisonFields {

    /** The rule by which verdicts are reached, in words. */
    static final String RULE =
            "above or below where the whole interval of the mean (BCa bootstrap, else t) lies above or"
                    + " below 0, undecided where it holds 0; each scorer over its own complete items";

    private ComparisonFields() {}

    static List<Map<String, Object>> of(List<ScorerComparison> comparisons) {
        return comparisons.stream().map(ComparisonFields::fields).toList();
    }

    private static Map<String, Object> fields(ScorerComparison comparison) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorers", List.of(comparison.firstScorer(), comparison.secondScorer()));
        Map<String, Object> methods = new LinkedHashMap<>();
        comparison.methods().forEach(method -> methods.put(method.method(), fields(method)));
        fields.put("methods", methods);
        return fields;
    }

    private static Map<String, Object> fields(ScorerComparison.MethodComparison method) {
        Map<String, Object> fields = method.agreement().toMap();
        Map<String, Object> verdicts = new LinkedHashMap<>();
        verdicts.put("rule", RULE);
        verdicts.put("compared", method.comparedVerdicts());
        verdicts.put(
                "differing",
                method.differingVerdicts().stream()
                        .map(ComparisonFields::fields)
                        .toList());
        fields.put("verdicts", verdicts);
        return fields;
    }

    private static Map<String, Object> fields(ScorerComparison.VerdictDifference difference) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (difference.category() != null) {
            fields.put("category", difference.category());
        }
        if (difference.alpha() != null) {
            fields.put("alpha", difference.alpha());
        }
        fields.put("first", word(difference.first()));
        fields.put("second", word(difference.second()));
        return fields;
    }

    /** The verdict in one word of small letters. */
    static String word(IntervalVerdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
