package io.steerscope.aggregator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.MarginAnalysis;
import io.steerscope.statistics.analysis.SampleSummary;
import io.steerscope.statistics.interval.Interval;

/** Mean margin with its interval for every category and alpha, and for all categories together, as SVG. */
final class ForestPlot {

    private static final int WIDTH = 900;
    private static final int LEFT = 200;
    private static final int RIGHT = 645;
    private static final int ROW = 20;
    private static final int GROUP_GAP = 12;
    private static final int TOP = 34;

    private final MarginAnalysis analysis;
    private final List<Group> groups = new ArrayList<>();
    private final Axis axis;

    private record Row(String label, @Nullable String colour, SampleSummary summary) {}

    private record Group(String name, List<Row> rows) {}

    private ForestPlot(MarginAnalysis analysis) {
        this.analysis = analysis;
        List<Double> alphas = List.copyOf(analysis.byAlpha().keySet());
        for (Map.Entry<String, SampleSummary> category : analysis.byCategory().entrySet()) {
            List<Row> rows = new ArrayList<>();
            for (double alpha : alphas) {
                SampleSummary summary = analysis.byCategoryAlpha().get(new CategoryAlpha(category.getKey(), alpha));
                if (summary != null) {
                    rows.add(new Row("α " + alpha, AlphaRamp.style(alphas, alpha), summary));
                }
            }
            groups.add(new Group(category.getKey(), rows));
        }
        List<Row> all = new ArrayList<>();
        analysis.byAlpha()
                .forEach((alpha, summary) -> all.add(new Row("α " + alpha, AlphaRamp.style(alphas, alpha), summary)));
        all.add(new Row("all", null, analysis.overall()));
        groups.add(new Group("All categories", all));
        this.axis = axis();
    }

    static Markup draw(MarginAnalysis analysis, String id) {
        return new ForestPlot(analysis).draw(id);
    }

    private Axis axis() {
        double low = 0.0;
        double high = 0.0;
        for (Group group : groups) {
            for (Row row : group.rows()) {
                Interval interval = Numbers.shownInterval(row.summary());
                Double mean = row.summary().mean();
                if (mean != null) {
                    low = Math.min(low, interval == null ? mean : interval.low());
                    high = Math.max(high, interval == null ? mean : interval.high());
                }
            }
        }
        return Axis.holding(low, high, 6, LEFT, RIGHT);
    }

    private Markup draw(String id) {
        int rows = groups.stream().mapToInt(group -> group.rows().size()).sum();
        int bottom = TOP + rows * ROW + groups.size() * GROUP_GAP;
        Markup svg = new Markup()
                .raw(
                        "<svg class=\"plot\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-title %s-desc\">",
                        WIDTH, bottom + 40, id, id)
                .raw("<title id=\"%s-title\">Mean margin by category and alpha</title>", id)
                .raw(
                        "<desc id=\"%s-desc\">Each row is a group of items: its mean margin and interval. The table"
                                + " below holds the same figures.</desc>",
                        id);
        grid(svg, bottom);
        svg.raw("<text class=\"head\" x=\"%d\" y=\"18\">mean [interval]</text>", RIGHT + 20)
                .raw("<text class=\"head end\" x=\"%d\" y=\"18\">n</text>", WIDTH - 6);
        int y = TOP + GROUP_GAP / 2;
        for (Group group : groups) {
            boolean all = group == groups.get(groups.size() - 1);
            if (all) {
                svg.raw(
                        "<line class=\"rule\" x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
                        WIDTH, y - GROUP_GAP / 2, y - GROUP_GAP / 2);
            }
            svg.raw(
                    "<text class=\"group\" x=\"0\" y=\"%d\">%s</text>",
                    y + 14, DisplayWidth.left(group.name(), 20).strip());
            for (Row row : group.rows()) {
                row(svg, row, y + ROW / 2);
                y += ROW;
            }
            y += GROUP_GAP;
        }
        return svg.raw("</svg>\n");
    }

    private void grid(Markup svg, int bottom) {
        for (double tick : axis.ticks()) {
            boolean zero = Math.abs(tick) < axis.step() / 2;
            svg.raw(
                    "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                    zero ? "zero" : "grid", axis.at(tick), axis.at(tick), TOP, bottom);
            svg.raw(
                    "<text class=\"tick mid\" x=\"%.1f\" y=\"%d\">%s</text>",
                    axis.at(tick), bottom + 16, axis.label(tick));
        }
        svg.raw(
                "<text class=\"tick mid\" x=\"%d\" y=\"%d\">margin: closer to the source ← 0 → closer to the"
                        + " target</text>",
                (LEFT + RIGHT) / 2, bottom + 34);
    }

    private void row(Markup svg, Row row, int y) {
        SampleSummary summary = row.summary();
        svg.raw("<text class=\"label end\" x=\"%d\" y=\"%d\">%s</text>", LEFT - 12, y + 4, row.label());
        Double mean = summary.mean();
        if (mean == null) {
            svg.raw("<text class=\"tick\" x=\"%.1f\" y=\"%d\">no complete item</text>", axis.at(0.0) + 8, y + 4);
            return;
        }
        Interval interval = Numbers.shownInterval(summary);
        boolean decided = interval != null && !interval.contains(0.0);
        svg.raw("<g class=\"est%s\" style=\"%s\">", decided ? "" : " open", row.colour() == null ? "" : row.colour())
                .raw(
                        "<title>%s: mean %s, %s %s interval %s, n = %d</title>",
                        row.label(),
                        Numbers.margin(mean),
                        Numbers.share(analysis.options().level()),
                        summary.bootstrap() == null ? "t" : "BCa bootstrap",
                        Numbers.interval(interval),
                        summary.n());
        if (interval != null) {
            svg.raw(
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                    axis.at(interval.low()), axis.at(interval.high()), y, y);
        }
        svg.raw("<circle cx=\"%.1f\" cy=\"%d\" r=\"4.5\"/></g>", axis.at(mean), y)
                .raw(
                        "<text class=\"num\" x=\"%d\" y=\"%d\">%s %s</text>",
                        RIGHT + 20, y + 4, Numbers.margin(mean), Numbers.interval(interval))
                .raw(
                        "<text class=\"num end\" x=\"%d\" y=\"%d\">%s</text>",
                        WIDTH - 6, y + 4, Numbers.count(summary.n()));
    }
}
