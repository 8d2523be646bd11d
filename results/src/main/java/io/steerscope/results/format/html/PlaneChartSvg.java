package io.steerscope.results.format.html;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.PlaneChart;
import io.steerscope.results.document.PlaneChart.Point;
import io.steerscope.results.document.PlaneChart.Track;
import io.steerscope.results.format.text.DisplayWidth;

/**
 * Draws points in a plane, joined to tracks. The name of a track stands at its last point, below another name that it
 * would lie on.
 */
final class PlaneChartSvg {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 470;
    private static final int LEFT = 80;
    private static final int RIGHT = 700;
    private static final int TOP = 20;
    private static final int BOTTOM = HEIGHT - 52;
    private static final int NAME_COLUMNS = 24;
    private static final double COLUMN_WIDTH = 7.5;
    private static final double LINE_HEIGHT = 14.0;

    private final PlaneChart chart;
    private final PlotAxis horizontal;
    private final PlotAxis vertical;

    PlaneChartSvg(PlaneChart chart) {
        this.chart = chart;
        this.horizontal = axis(chart.horizontal(), Point::x, 8, LEFT, RIGHT);
        this.vertical = axis(chart.vertical(), Point::y, 6, BOTTOM, TOP);
    }

    private PlotAxis axis(PlaneChart.Axis axis, ToDoubleFunction<Point> value, int ticks, int from, int to) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Track track : chart.tracks()) {
            for (Point point : track.points()) {
                low = Math.min(low, value.applyAsDouble(point));
                high = Math.max(high, value.applyAsDouble(point));
            }
        }
        if (axis.reference() != null) {
            low = Math.min(low, axis.reference());
            high = Math.max(high, axis.reference());
        }
        return low > high ? PlotAxis.holding(0.0, 1.0, ticks, from, to) : PlotAxis.holding(low, high, ticks, from, to);
    }

    Markup draw(String id) {
        Markup svg = Charts.open(chart, id, WIDTH, HEIGHT);
        grid(svg);
        List<Track> tracks = chart.tracks();
        double[] heights = namesApart(tracks);
        for (int i = 0; i < tracks.size(); i++) {
            track(svg, tracks.get(i), i, heights[i]);
        }
        return svg.raw("</svg>\n");
    }

    private void grid(Markup svg) {
        for (double tick : horizontal.ticks()) {
            vertical(svg, "grid", horizontal.at(tick));
            svg.raw(
                    "<text class=\"tick mid\" x=\"%.1f\" y=\"%d\">%s</text>",
                    horizontal.at(tick), BOTTOM + 17, horizontal.label(tick));
        }
        for (double tick : vertical.ticks()) {
            horizontal(svg, "grid", vertical.at(tick));
            svg.raw(
                    "<text class=\"tick end\" x=\"%d\" y=\"%.1f\">%s</text>",
                    LEFT - 8, vertical.at(tick) + 4, vertical.label(tick));
        }
        Double across = chart.horizontal().reference();
        if (across != null) {
            vertical(svg, "zero", horizontal.at(across));
            svg.raw(
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\">%s</text>",
                    horizontal.at(across) + 5, TOP + 10, chart.horizontal().referenceLabel());
        }
        Double up = chart.vertical().reference();
        if (up != null) {
            horizontal(svg, "zero", vertical.at(up));
            svg.raw(
                    "<text class=\"tick end\" x=\"%d\" y=\"%.1f\">%s</text>",
                    RIGHT - 4, vertical.at(up) - 5, chart.vertical().referenceLabel());
        }
        svg.raw(
                        "<text class=\"tick mid\" x=\"%d\" y=\"%d\">%s</text>",
                        (LEFT + RIGHT) / 2, HEIGHT - 12, chart.horizontal().label())
                .raw(
                        "<text class=\"tick mid\" transform=\"translate(16 %d) rotate(-90)\">%s</text>",
                        (TOP + BOTTOM) / 2, chart.vertical().label());
    }

    private static void vertical(Markup svg, String kind, double x) {
        svg.raw("<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", kind, x, x, TOP, BOTTOM);
    }

    private static void horizontal(Markup svg, String kind, double y) {
        svg.raw("<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", kind, LEFT, RIGHT, y, y);
    }

    /** Where names stand from top to bottom, so that none lies on another. */
    private double[] namesApart(List<Track> tracks) {
        double[] heights = new double[tracks.size()];
        int[] fromTop = IntStream.range(0, heights.length)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> vertical.at(last(tracks.get(i)).y())))
                .mapToInt(i -> i)
                .toArray();
        for (int i = 0; i < fromTop.length; i++) {
            Track track = tracks.get(fromTop[i]);
            double height = vertical.at(last(track).y());
            for (int j = 0; j < i; j++) {
                if (isBelow(track, tracks.get(fromTop[j]))) {
                    height = Math.max(height, heights[fromTop[j]] + LINE_HEIGHT);
                }
            }
            heights[fromTop[i]] = height;
        }
        return heights;
    }

    /** Whether two names share a part of the width. */
    private boolean isBelow(Track one, Track other) {
        double from = horizontal.at(last(one).x());
        double otherFrom = horizontal.at(last(other).x());
        return from < otherFrom + width(other) && otherFrom < from + width(one);
    }

    private static double width(Track track) {
        return COLUMN_WIDTH * DisplayWidth.of(name(track));
    }

    private static String name(Track track) {
        return DisplayWidth.left(track.name(), NAME_COLUMNS).strip();
    }

    private static Point last(Track track) {
        return track.points().get(track.points().size() - 1);
    }

    private void track(Markup svg, Track track, int place, double nameHeight) {
        svg.raw("<g class=\"trail %s\">", Charts.seriesClass(place));
        if (track.points().size() > 1) {
            StringBuilder path = new StringBuilder();
            track.points()
                    .forEach(point -> path.append(path.isEmpty() ? "M" : "L").append(place(point)));
            svg.raw("<path class=\"path\" d=\"%s\"/>", path);
        }
        for (Point point : track.points()) {
            svg.raw("<g class=\"est %s%s\">", Charts.seriesClass(place), point.isDecided() ? "" : " open")
                    .raw(
                            "<title>%s: %s %s, %s %s</title>",
                            point.name(),
                            chart.horizontal().label(),
                            chart.horizontal().unit().value(point.x()),
                            chart.vertical().label(),
                            chart.vertical().unit().value(point.y()))
                    .add(Charts.mark(place, horizontal.at(point.x()), vertical.at(point.y())))
                    .raw("</g>");
        }
        svg.raw(
                "<text class=\"label\" x=\"%.1f\" y=\"%.1f\">%s</text></g>",
                horizontal.at(last(track).x()) + 9, nameHeight + 4, name(track));
    }

    private String place(Point point) {
        return Numbers.format("%.1f %.1f", horizontal.at(point.x()), vertical.at(point.y()));
    }
}
