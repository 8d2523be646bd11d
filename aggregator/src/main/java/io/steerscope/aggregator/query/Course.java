package io.steerscope.aggregator.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How the mean of one group ran while its items became complete.
 *
 * @param scorerId the scorer bundle
 * @param method the steering method
 * @param category the only category of the group, or null for all
 * @param alpha the only alpha of the group, or null for all
 * @param plannedN number of items of the design, at least 1
 * @param points some moments, evenly spaced in the number of items, the last of all among them
 */
public record Course(
        String scorerId,
        String method,
        @Nullable String category,
        @Nullable Double alpha,
        long plannedN,
        List<CoursePoint> points) {

    /** Copies the list. */
    public Course {
        points = List.copyOf(points);
    }
}
