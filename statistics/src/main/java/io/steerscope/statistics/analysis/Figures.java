package io.steerscope.statistics.analysis;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.hypothesis.TTest;
import io.steerscope.statistics.interval.ConfidenceSequence;
import io.steerscope.statistics.interval.TSequence;

/** Field names of figures that several summaries share; {@code percent} is the confidence level as names carry it. */
final class Figures {

    private Figures() {}

    static @Nullable Double scaled(@Nullable Double figure, double factor) {
        return figure == null ? null : Double.valueOf(figure * factor);
    }

    static <K, V> SortedMap<K, V> mapped(SortedMap<K, V> values, UnaryOperator<V> change) {
        SortedMap<K, V> changed = new TreeMap<>(values.comparator());
        values.forEach((key, value) -> changed.put(key, change.apply(value)));
        return changed;
    }

    static void put(Map<String, Object> fields, String name, @Nullable Object figure) {
        if (figure != null) {
            fields.put(name, figure);
        }
    }

    static void putTTest(Map<String, Object> fields, TTest test, String percent) {
        fields.put("t", test.t());
        fields.put("df", test.df());
        fields.put("p_greater", test.pGreater());
        fields.put("p_two_sided", test.pTwoSided());
        fields.put("ci" + percent + "_t", test.interval().toList());
        fields.put("cohens_d", test.cohensD());
    }

    static void putSequence(Map<String, Object> fields, ConfidenceSequence sequence, String percent) {
        fields.put("asymp_cs" + percent + "_two_sided", sequence.twoSided().toList());
        fields.put("asymp_cs" + percent + "_lower", sequence.lowerBound());
        fields.put("anytime_p_greater", sequence.pGreater());
        fields.put("asymp_cs_rho2", List.of(sequence.rhoSquaredTwoSided(), sequence.rhoSquaredOneSided()));
    }

    static void putTSequence(Map<String, Object> fields, TSequence sequence, String percent) {
        if (sequence.twoSided() != null) {
            fields.put("t_cs" + percent + "_two_sided", sequence.twoSided().toList());
        }
        put(fields, "t_cs" + percent + "_lower", sequence.lowerBound());
        fields.put("t_cs_log_e", sequence.logE());
        fields.put("t_cs_p_greater", sequence.pGreater());
        fields.put("t_cs_c", List.of(sequence.c(), sequence.oneSidedC()));
    }
}
