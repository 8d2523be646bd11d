package io.steerscope.results.document;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Points in a plane, joined to tracks: a scatter, paths, or arrows.
 *
 * @param title what it shows
 * @param description how it is read
 * @param horizontal the horizontal axis
 * @param vertical the vertical axis
 * @param tracks the tracks
 */
public record PlaneChart(String title, String description, Axis horizontal, Axis vertical, List<Track> tracks)
        implements Chart {

    /** Copies the list. */
    public PlaneChart {
        tracks = List.copyOf(tracks);
    }

    /**
     * An axis.
     *
     * @param label what it shows
     * @param unit of its values
     * @param reference value at which a line is drawn; null for none
     * @param referenceLabel what the line stands for; empty where there is none
     */
    public record Axis(String label, FigureUnit unit, @Nullable Double reference, String referenceLabel) {

        /** An axis with a line at 0. */
        public static Axis aroundZero(String label, FigureUnit unit) {
            return new Axis(label, unit, 0.0, "");
        }
    }

    /**
     * A track.
     *
     * @param name what it is of
     * @param points its points in their order, at least one
     */
    public record Track(String name, List<Point> points) {

        /** @throws IllegalArgumentException without points */
        public Track {
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new IllegalArgumentException("The track \"" + name + "\" has no points");
            }
        }
    }

    /**
     * A point, with finite coordinates.
     *
     * @param x horizontal value
     * @param y vertical value
     * @param name what it is
     * @param isDecided whether something is claimed of it; else it is drawn hollow
     */
    public record Point(double x, double y, String name, boolean isDecided) {

        /** @throws IllegalArgumentException if a coordinate is not finite */
        public Point {
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                throw new IllegalArgumentException("The point \"" + name + "\" is not in the plane");
            }
        }
    }
}
