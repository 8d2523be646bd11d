package io.steerscope.results.format.html;

import io.steerscope.results.figures.Estimate;
import io.steerscope.results.figures.FinalAnalysis;
import io.steerscope.results.figures.Numbers;
import io.steerscope.results.format.text.DisplayWidth;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.IntervalVerdict;
import io.steerscope.statistics.analysis.MarginAnalysis;
import io.steerscope.statistics.analysis.SampleSummary;
import io.steerscope.statistics.interval.Interval;

/**
 * Mean margin with its interval for every category and alpha, and for all categories together, as SVG: of one
 * analysis, or of several scorers on a common axis.
 */
final class ForestPlot {

    private static final int WIDTH = 900;
    private static final int LEFT = 200;
    private static final int RIGHT = 645;
    private static final int ROW = 20;
    private static final int SHARED_ROW = 15;
    private static final int SHARED_GAP = 7;
    private static final int GROUP_GAP = 12;
    private static final int TOP = 34;
    private static final int COLOURS = 6;

    private final List<Series> series;
    private final List<Group> groups = new ArrayList<>();
    private final Axis axis;

    /** One analysis in the plot, and what it is called. */
    record Series(String name, FinalAnalysis results) {}

    private record Row(String label, String style, int shape, String name, Estimate estimate, int height) {}

    private record Group(String name, List<Row> rows) {

        int height() {
            return rows.stream().mapToInt(Row::height).sum();
        }
    }

    private ForestPlot(List<Series> series) {
        this.series = series;
        SortedSet<Double> alphas = new TreeSet<>();
        SortedSet<String> categories = new TreeSet<>();
        series.forEach(one -> {
            alphas.addAll(one.results().items().byAlpha().keySet());
            categories.addAll(one.results().items().byCategory().keySet());
        });
        List<Double> ramp = List.copyOf(alphas);
        for (String category : categories) {
            List<Row> rows = new ArrayList<>();
            for (double alpha : ramp) {
                CategoryAlpha cell = new CategoryAlpha(category, alpha);
                rows.addAll(rows("α " + alpha, AlphaRamp.style(ramp, alpha), analysis -> analysis.byCategoryAlpha()
                        .get(cell)));
            }
            groups.add(new Group(category, rows));
        }
        List<Row> all = new ArrayList<>();
        for (double alpha : ramp) {
            all.addAll(rows("α " + alpha, AlphaRamp.style(ramp, alpha), analysis -> analysis.byAlpha()
                    .get(alpha)));
        }
        if (series.size() == 1) {
            Estimate primary = series.get(0).results().primaryOverall();
            all.add(new Row("all", "", 0, "all, by " + primary.unit(), primary, ROW));
        } else {
            all.addAll(rows("all", "", MarginAnalysis::overall));
        }
        groups.add(new Group("All categories", all));
        this.axis = axis();
    }

    /** One analysis; the last row is the primary figure over all. */
    static Markup draw(FinalAnalysis results, String id) {
        return new ForestPlot(List.of(new Series("", results))).draw(id);
    }

    /**
     * Several scorers side by side: a colour and a shape for each, all over items, and a sign where intervals
     * lie differently to 0.
     */
    static Markup draw(List<Series> scorers, String id) {
        return new ForestPlot(scorers).draw(id);
    }

    /** The style that gives a mark the colour of the scorer at this place. */
    static String scorerStyle(int place) {
        return "--mark:var(--scorer-" + (1 + place % COLOURS) + ")";
    }

    /** The mark of the scorer at this place: a circle, a square or a diamond. */
    static Markup mark(int place, double x, double y) {
        Markup mark = new Markup();
        switch (place % 3) {
            case 0 -> mark.raw("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"/>", x, y);
            case 1 -> mark.raw("<rect x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"8\"/>", x - 4.0, y - 4.0);
            default -> mark.raw("<path d=\"M%.1f %.1fl5.5 5.5l-5.5 5.5l-5.5 -5.5z\"/>", x, y - 5.5);
        }
        return mark;
    }

    /** One row for each series that has the group; the label stands at the first. */
    private List<Row> rows(String label, String shade, Function<MarginAnalysis, @Nullable SampleSummary> group) {
        if (series.size() == 1) {
            SampleSummary summary = group.apply(series.get(0).results().items());
            return summary == null ? List.of() : List.of(new Row(label, shade, 0, label, Estimate.of(summary), ROW));
        }
        List<@Nullable SampleSummary> summaries =
                series.stream().map(one -> group.apply(one.results().items())).toList();
        boolean differ = summaries.stream().map(IntervalVerdict::of).distinct().count() > 1;
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            SampleSummary summary = summaries.get(i);
            if (summary != null) {
                rows.add(new Row(
                        !rows.isEmpty() ? "" : differ ? "≠  " + label : label,
                        scorerStyle(i),
                        i,
                        label + ", " + series.get(i).name(),
                        Estimate.of(summary),
                        i == series.size() - 1 ? SHARED_ROW + SHARED_GAP : SHARED_ROW));
            }
        }
        return rows;
    }

    private Axis axis() {
        double low = 0.0;
        double high = 0.0;
        for (Group group : groups) {
            for (Row row : group.rows()) {
                Interval interval = row.estimate().interval();
                Double mean = row.estimate().mean();
                if (mean != null) {
                    low = Math.min(low, interval == null ? mean : interval.low());
                    high = Math.max(high, interval == null ? mean : interval.high());
                }
            }
        }
        return Axis.holding(low, high, 6, LEFT, RIGHT);
    }

    private Markup draw(String id) {
        int bottom = TOP + groups.stream().mapToInt(Group::height).sum() + groups.size() * GROUP_GAP;
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
                    y + (series.size() == 1 ? ROW : SHARED_ROW) / 2 + 4,
                    DisplayWidth.left(group.name(), 20).strip());
            for (Row row : group.rows()) {
                row(svg, row, y + (series.size() == 1 ? ROW : SHARED_ROW) / 2);
                y += row.height();
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
        Estimate estimate = row.estimate();
        svg.raw("<text class=\"label end\" x=\"%d\" y=\"%d\">%s</text>", LEFT - 12, y + 4, row.label());
        Double mean = estimate.mean();
        if (mean == null) {
            svg.raw("<text class=\"tick\" x=\"%.1f\" y=\"%d\">no complete item</text>", axis.at(0.0) + 8, y + 4);
            return;
        }
        Interval interval = estimate.interval();
        boolean decided = interval != null && !interval.contains(0.0);
        svg.raw("<g class=\"est%s\" style=\"%s\">", decided ? "" : " open", row.style())
                .raw(
                        "<title>%s: mean %s, %s %s interval %s, n = %d</title>",
                        row.name(),
                        Numbers.margin(mean),
                        Numbers.share(estimate.level()),
                        estimate.intervalMethod(),
                        Numbers.interval(interval),
                        estimate.n());
        if (interval != null) {
            svg.raw(
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                    axis.at(interval.low()), axis.at(interval.high()), y, y);
        }
        svg.add(mark(row.shape(), axis.at(mean), y))
                .raw(
                        "</g><text class=\"num\" x=\"%d\" y=\"%d\">%s %s</text>",
                        RIGHT + 20, y + 4, Numbers.margin(mean), Numbers.interval(interval))
                .raw(
                        "<text class=\"num end\" x=\"%d\" y=\"%d\">%s</text>",
                        WIDTH - 6, y + 4, Numbers.count(estimate.n()));
    }
}
