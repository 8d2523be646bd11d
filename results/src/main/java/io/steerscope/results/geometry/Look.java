package io.steerscope.results.geometry;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.diversity.MethodDiversityFields;
import io.steerscope.statistics.embedding.MeanTest;
import io.steerscope.statistics.interval.Interval;

/**
 * When figures are looked at, which decides how they are tested.
 *
 * @param isFinal whether there will be no further images: t-tests and verdicts, else confidence sequences and none
 * @param planned planned items of each category; not needed at the end
 */
public record Look(boolean isFinal, Map<String, Long> planned) {

    /** At the end. */
    public static final Look FINAL = new Look(true, Map.of());

    /** Copies the map. */
    public Look {
        planned = Map.copyOf(new TreeMap<>(planned));
    }

    /** The interval of a mean over items of a category. */
    @Nullable
    Interval interval(String category, MeanTest test) {
        return isFinal ? test.interval() : MethodDiversityFields.interval(test, planned(category));
    }

    /** A mean by field name. */
    Map<String, Object> fields(String category, MeanTest test) {
        return isFinal ? DirectionFields.test(test) : MethodDiversityFields.running(test, planned(category));
    }

    private long planned(String category) {
        return planned.getOrDefault(category, 0L);
    }
}
