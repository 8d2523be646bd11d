package io.steerscope.statistics.estimate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.interval.Interval;

/** Figures by field name, in the order in which they were put; what is null is left out. */
public final class Fields {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Puts a figure, an interval as the list of its ends; null is left out. */
    public Fields put(String name, @Nullable Object figure) {
        if (figure instanceof Interval interval) {
            values.put(name, interval.toList());
        } else if (figure != null) {
            values.put(name, figure);
        }
        return this;
    }

    /** The figures. */
    public Map<String, Object> toMap() {
        return values;
    }

    /** A figure that may be undetermined, null then. */
    public static @Nullable Double orNull(OptionalDouble figure) {
        return figure.isPresent() ? Double.valueOf(figure.getAsDouble()) : null;
    }

    /** A figure in units of which {@code factor} make one; null of null. */
    public static @Nullable Double scaled(@Nullable Double figure, double factor) {
        return figure == null ? null : Double.valueOf(figure * factor);
    }

    /** An interval in units of which {@code factor} make one; null of null. */
    public static @Nullable Interval scaled(@Nullable Interval interval, double factor) {
        return interval == null ? null : interval.scaled(factor);
    }
}
