package io.steerscope.results.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steerscope.statistics.contrast.Sides;

/** Comparisons of scorers by field name. */
final class ComparisonFields {

    private ComparisonFields() {}

    static List<Map<String, Object>> of(List<ScorerComparison> comparisons) {
        return comparisons.stream().map(ComparisonFields::fields).toList();
    }

    private static Map<String, Object> fields(ScorerComparison comparison) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorers", List.of(comparison.firstScorer(), comparison.secondScorer()));
        Map<String, Object> methods = new LinkedHashMap<>();
        comparison.methods().forEach(method -> methods.put(method.method(), fields(comparison, method)));
        fields.put("methods", methods);
        return fields;
    }

    private static Map<String, Object> fields(ScorerComparison of, ScorerComparison.MethodComparison method) {
        Map<String, Object> fields = method.agreement().toMap();
        if (method.stopsCells()) {
            removeIntervals(fields);
        }
        Map<String, Object> contrast = new LinkedHashMap<>();
        contrast.put("scorer", of.firstScorer());
        contrast.put("against", of.secondScorer());
        if (method.contrast().isDetermined()) {
            contrast.put("claim", ContrastWords.claim(of.shown(method)));
        }
        contrast.putAll(method.contrast().toMap(Sides.SCORERS));
        fields.put("contrast", contrast);
        return fields;
    }

    /** Wilson intervals hold for an n that was fixed before. */
    private static void removeIntervals(Map<?, ?> fields) {
        fields.keySet().removeIf(name -> name.toString().startsWith("wilson"));
        fields.values().forEach(value -> {
            if (value instanceof Map<?, ?> group) {
                removeIntervals(group);
            }
        });
    }
}
