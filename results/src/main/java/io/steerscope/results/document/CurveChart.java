package io.steerscope.results.document;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.interval.Interval;

/**
 * How a value answers to another: small panels with common axes, in each a curve of values with intervals.
 *
 * @param title what it shows
 * @param description how it is read
 * @param across what the horizontal axis shows, short, as it stands before each of its values
 * @param unit of the values
 * @param panels the panels
 */
public record CurveChart(String title, String description, String across, FigureUnit unit, List<Panel> panels)
        implements Chart {

    /** Copies the list. */
    public CurveChart {
        panels = List.copyOf(panels);
    }

    /**
     * A panel.
     *
     * @param name what it is of
     * @param points its points, from the left to the right
     */
    public record Panel(String name, List<Point> points) {

        /** Copies the list. */
        public Panel {
            points = List.copyOf(points);
        }
    }

    /**
     * A point of a curve.
     *
     * @param at where it stands on the horizontal axis
     * @param value its value; null where it is not determined
     * @param interval its interval; null where there is none
     * @param n what it rests on
     */
    public record Point(double at, @Nullable Double value, @Nullable Interval interval, long n) {

        /** Whether the interval lies on one side of 0. */
        public boolean isDecided() {
            return interval != null && !interval.contains(0.0);
        }
    }
}
