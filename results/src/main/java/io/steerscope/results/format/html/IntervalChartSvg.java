package io.steerscope.results.format.html;

import java.util.List;

import io.steerscope.results.document.IntervalChart;
import io.steerscope.results.document.IntervalChart.Group;
import io.steerscope.results.document.IntervalChart.Mark;
import io.steerscope.results.document.IntervalChart.Row;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.format.text.DisplayWidth;

/** Draws values with intervals below each other. */
final class IntervalChartSvg {

    private static final int WIDTH = 900;
    private static final int LEFT = 200;
    private static final int RIGHT = 645;
    private static final int ROW = 20;
    private static final int SHARED_ROW = 15;
    private static final int SHARED_GAP = 7;
    private static final int GROUP_GAP = 12;
    private static final int TOP = 34;

    private final IntervalChart chart;
    private final PlotAxis axis;

    IntervalChartSvg(IntervalChart chart) {
        this.chart = chart;
        double low = chart.hasZero() ? 0.0 : Double.POSITIVE_INFINITY;
        double high = chart.hasZero() ? 0.0 : Double.NEGATIVE_INFINITY;
        for (Group group : chart.groups()) {
            for (Row row : group.rows()) {
                for (Mark mark : row.marks()) {
                    if (mark.value() != null) {
                        low = Math.min(
                                low,
                                mark.interval() == null
                                        ? mark.value()
                                        : mark.interval().low());
                        high = Math.max(
                                high,
                                mark.interval() == null
                                        ? mark.value()
                                        : mark.interval().high());
                    }
                }
            }
        }
        this.axis =
                low > high ? PlotAxis.holding(0.0, 1.0, 6, LEFT, RIGHT) : PlotAxis.holding(low, high, 6, LEFT, RIGHT);
    }

    Markup draw(String id) {
        int rows = chart.groups().stream()
                .flatMap(group -> group.rows().stream())
                .mapToInt(this::height)
                .sum();
        int bottom = TOP + rows + chart.groups().size() * GROUP_GAP;
        Markup svg = Charts.open(chart, id, WIDTH, bottom + 40);
        grid(svg, bottom);
        svg.raw("<text class=\"head\" x=\"%d\" y=\"18\">mean [interval]</text>", RIGHT + 20)
                .raw("<text class=\"head end\" x=\"%d\" y=\"18\">n</text>", WIDTH - 6);
        int y = TOP + GROUP_GAP / 2;
        for (Group group : chart.groups()) {
            if (chart.hasTotal() && group == last(chart.groups())) {
                svg.raw(
                        "<line class=\"rule\" x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
                        WIDTH, y - GROUP_GAP / 2, y - GROUP_GAP / 2);
            }
            svg.raw(
                    "<text class=\"group\" x=\"0\" y=\"%d\">%s</text>",
                    y + step() / 2 + 4, DisplayWidth.left(group.name(), 20).strip());
            for (Row row : group.rows()) {
                row(svg, row, y + step() / 2);
                y += height(row);
            }
            y += GROUP_GAP;
        }
        return svg.raw("</svg>\n");
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private int step() {
        return chart.hasSeries() ? SHARED_ROW : ROW;
    }

    private int height(Row row) {
        return chart.hasSeries() ? row.marks().size() * SHARED_ROW + SHARED_GAP : ROW;
    }

    private void grid(Markup svg, int bottom) {
        for (double tick : axis.ticks()) {
            svg.raw(
                            "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                            chart.hasZero() && axis.isZero(tick) ? "zero" : "grid",
                            axis.at(tick),
                            axis.at(tick),
                            TOP,
                            bottom)
                    .raw(
                            "<text class=\"tick mid\" x=\"%.1f\" y=\"%d\">%s</text>",
                            axis.at(tick), bottom + 16, axis.label(tick));
        }
        svg.raw("<text class=\"tick mid\" x=\"%d\" y=\"%d\">%s</text>", (LEFT + RIGHT) / 2, bottom + 34, chart.axis());
    }

    private void row(Markup svg, Row row, int top) {
        svg.raw("<text class=\"label end\" x=\"%d\" y=\"%d\">%s</text>", LEFT - 12, top + 4, row.label());
        int y = top;
        for (Mark mark : row.marks()) {
            mark(svg, mark, y);
            y += step();
        }
    }

    private void mark(Markup svg, Mark mark, int y) {
        Double value = mark.value();
        if (value == null) {
            svg.raw(
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\">no complete item</text>",
                    (chart.hasZero() ? axis.at(0.0) : LEFT) + 8, y + 4);
            return;
        }
        String interval = mark.interval() == null ? "–" : chart.unit().interval(mark.interval());
        String shade = mark.shade() > 0
                ? " shade-" + mark.shade()
                : chart.hasSeries() ? " " + Charts.seriesClass(mark.series()) : "";
        svg.raw("<g class=\"est%s%s\">", mark.isDecided() || !chart.hasZero() ? "" : " open", shade)
                .raw(
                        "<title>%s: mean %s, %s %s, n = %d</title>",
                        mark.name(), chart.unit().value(value), mark.intervalName(), interval, mark.n());
        if (mark.interval() != null) {
            svg.raw(
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                    axis.at(mark.interval().low()), axis.at(mark.interval().high()), y, y);
        }
        svg.add(Charts.mark(mark.series(), axis.at(value), y))
                .raw(
                        "</g><text class=\"num\" x=\"%d\" y=\"%d\">%s %s</text>",
                        RIGHT + 20, y + 4, chart.unit().value(value), interval)
                .raw("<text class=\"num end\" x=\"%d\" y=\"%d\">%s</text>", WIDTH - 6, y + 4, Numbers.count(mark.n()));
    }
}
