package io.steerscope.results.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.steerscope.statistics.analysis.IntervalVerdict;

/** Comparisons of scorers by field name. */
public final class ComparisonFields {

    /** The rule of these verdicts, in words; it is not that of the verdicts "works" and "does not". */
    static final String RULE =
            "where the interval of the mean over items lies (BCa bootstrap, else t; not adjusted): above or"
                    + " below 0, undecided where it holds 0; each scorer over its own complete items";

    /** As {@link #RULE}, in the words of {@link #side}. */
    public static final String SIDES =
            "interval of the mean over items, BCa bootstrap, else t, not adjusted; each scorer over its own complete items";

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

    /** Where the interval lies, for people. */
    public static String side(IntervalVerdict verdict) {
        return switch (verdict) {
            case ABOVE -> "above 0";
            case BELOW -> "below 0";
            case UNDECIDED -> "holds 0";
            case UNTESTED -> "no interval";
        };
    }

    /** The verdict in one word of small letters. */
    public static String word(IntervalVerdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
