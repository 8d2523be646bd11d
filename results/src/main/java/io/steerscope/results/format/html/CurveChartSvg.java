package io.steerscope.results.format.html;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import io.steerscope.results.document.CurveChart;
import io.steerscope.results.document.CurveChart.Panel;
import io.steerscope.results.document.CurveChart.Point;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Shade;
import io.steerscope.results.format.text.DisplayWidth;

/** Draws small panels of curves with intervals, on common axes. */
final class CurveChartSvg {

    private static final int COLUMNS = 3;
    private static final int WIDTH = 900;
    private static final int PANEL_WIDTH = WIDTH / COLUMNS;
    private static final int PANEL_HEIGHT = 190;
    private static final int INSET_LEFT = 52;
    private static final int INSET_RIGHT = 22;
    private static final int INSET_TOP = 28;
    private static final int INSET_BOTTOM = 28;

    private final CurveChart chart;
    private final List<Double> places;
    private final PlotAxis vertical;

    CurveChartSvg(CurveChart chart) {
        this.chart = chart;
        SortedSet<Double> all = new TreeSet<>();
        double low = 0.0;
        double high = 0.0;
        for (Panel panel : chart.panels()) {
            for (Point point : panel.points()) {
                all.add(point.at());
                if (point.value() != null) {
                    low = Math.min(
                            low,
                            point.interval() == null
                                    ? point.value()
                                    : point.interval().low());
                    high = Math.max(
                            high,
                            point.interval() == null
                                    ? point.value()
                                    : point.interval().high());
                }
            }
        }
        this.places = List.copyOf(all);
        this.vertical = PlotAxis.holdingZero(low, high, 4, PANEL_HEIGHT - INSET_BOTTOM, INSET_TOP);
    }

    Markup draw(String id) {
        int rows = (chart.panels().size() + COLUMNS - 1) / COLUMNS;
        Markup svg = Charts.open(chart, id, WIDTH, rows * PANEL_HEIGHT + 8);
        int index = 0;
        for (Panel panel : chart.panels()) {
            svg.raw(
                    "<g transform=\"translate(%d %d)\">",
                    index % COLUMNS * PANEL_WIDTH, index / COLUMNS * PANEL_HEIGHT);
            panel(svg, panel);
            svg.raw("</g>");
            index++;
        }
        return svg.raw("</svg>\n");
    }

    private void panel(Markup svg, Panel panel) {
        svg.raw(
                "<text class=\"group\" x=\"%d\" y=\"16\">%s</text>",
                INSET_LEFT, DisplayWidth.left(panel.name(), 26).strip());
        for (double tick : vertical.ticks()) {
            svg.raw(
                            "<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                            vertical.isZero(tick) ? "zero" : "grid",
                            INSET_LEFT,
                            PANEL_WIDTH - INSET_RIGHT,
                            vertical.at(tick),
                            vertical.at(tick))
                    .raw(
                            "<text class=\"tick end\" x=\"%d\" y=\"%.1f\">%s</text>",
                            INSET_LEFT - 6, vertical.at(tick) + 4, vertical.label(tick));
        }
        for (double place : places) {
            svg.raw(
                    "<text class=\"tick mid\" x=\"%.1f\" y=\"%d\">%s %s</text>",
                    across(place), PANEL_HEIGHT - INSET_BOTTOM + 17, chart.across(), place);
        }
        StringBuilder points = new StringBuilder();
        for (Point point : panel.points()) {
            if (point.value() != null) {
                points.append(Numbers.format("%.1f,%.1f ", across(point.at()), vertical.at(point.value())));
            }
        }
        svg.raw("<polyline class=\"curve\" points=\"%s\"/>", points.toString().strip());
        panel.points().forEach(point -> mark(svg, point));
    }

    private void mark(Markup svg, Point point) {
        Double value = point.value();
        if (value == null) {
            return;
        }
        double x = across(point.at());
        svg.raw("<g class=\"est%s shade-%d\">", point.isDecided() ? "" : " open", Shade.of(places, point.at()))
                .raw(
                        "<title>%s %s: %s, interval %s, n = %d</title>",
                        chart.across(),
                        point.at(),
                        chart.unit().value(value),
                        point.interval() == null ? "–" : chart.unit().interval(point.interval()),
                        point.n());
        if (point.interval() != null) {
            svg.raw(
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
                    x,
                    x,
                    vertical.at(point.interval().low()),
                    vertical.at(point.interval().high()));
        }
        svg.raw("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"/></g>", x, vertical.at(value));
    }

    private double across(double place) {
        double from = INSET_LEFT + 24.0;
        double to = PANEL_WIDTH - INSET_RIGHT - 18.0;
        double low = places.get(0);
        double high = places.get(places.size() - 1);
        return high > low ? from + (place - low) / (high - low) * (to - from) : 0.5 * (from + to);
    }
}
