package io.steerscope.results.document;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.interval.Interval;

/**
 * Values with intervals below each other on one axis, in groups: a forest plot.
 *
 * @param title what it shows
 * @param description how it is read
 * @param axis what the axis shows
 * @param unit of the values
 * @param series names of what is compared in each row; one name, or none, where each row has one mark
 * @param groups the groups
 * @param hasTotal whether the last group stands for all others together
 */
public record IntervalChart(
        String title,
        String description,
        String axis,
        FigureUnit unit,
        List<String> series,
        List<Group> groups,
        boolean hasTotal)
        implements Chart {

    /** A chart whose last group stands for all others together. */
    public IntervalChart(
            String title, String description, String axis, FigureUnit unit, List<String> series, List<Group> groups) {
        this(title, description, axis, unit, series, groups, true);
    }

    /** Copies the lists. */
    public IntervalChart {
        series = List.copyOf(series);
        groups = List.copyOf(groups);
    }

    /** Whether the values have a zero, which the axis then holds: clips have none that means anything. */
    public boolean hasZero() {
        return unit != FigureUnit.CLIP;
    }

    /** Whether several are compared in each row. */
    public boolean hasSeries() {
        return series.size() > 1;
    }

    /**
     * Rows under one name.
     *
     * @param name the name
     * @param rows the rows
     */
    public record Group(String name, List<Row> rows) {

        /** Copies the list. */
        public Group {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One row.
     *
     * @param label what it is a row of
     * @param marks one mark, or one for each series that has the row
     */
    public record Row(String label, List<Mark> marks) {

        /** Copies the list. */
        public Row {
            marks = List.copyOf(marks);
        }
    }

    /**
     * One value.
     *
     * @param series place of its series, from 0
     * @param shade depth of its colour, 1 to {@value Shade#DEEPEST}, or 0 for the colour of its series
     * @param name what it is, in full
     * @param value the value; null where it is not determined
     * @param interval its interval; null where there is none
     * @param intervalName level and method of the interval
     * @param n what it rests on
     */
    public record Mark(
            int series,
            int shade,
            String name,
            @Nullable Double value,
            @Nullable Interval interval,
            String intervalName,
            long n) {

        /** Whether the interval lies on one side of 0. */
        public boolean isDecided() {
            return interval != null && !interval.contains(0.0);
        }
    }
}
