package io.steerscope.results.format.html;

import io.steerscope.results.figures.Numbers;
import io.steerscope.results.format.text.DisplayWidth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.statistics.analysis.MarginAnalysis;
import io.steerscope.statistics.analysis.SampleSummary;
import io.steerscope.statistics.interval.Interval;

/** How the mean margin answers to alpha: one small panel for each category and one for all, on common axes, as SVG. */
final class AlphaResponsePlot {

    private static final int COLUMNS = 3;
    private static final int WIDTH = 900;
    private static final int PANEL_WIDTH = WIDTH / COLUMNS;
    private static final int PANEL_HEIGHT = 190;
    private static final int INSET_LEFT = 52;
    private static final int INSET_RIGHT = 22;
    private static final int INSET_TOP = 28;
    private static final int INSET_BOTTOM = 28;

    private final List<Double> alphas;
    private final Map<String, SortedMap<Double, SampleSummary>> panels = new LinkedHashMap<>();
    private final Axis vertical;

    private AlphaResponsePlot(MarginAnalysis analysis) {
        this.alphas = List.copyOf(analysis.byAlpha().keySet());
        analysis.byCategory().keySet().forEach(category -> panels.put(category, new TreeMap<>()));
        analysis.byCategoryAlpha()
                .forEach((cell, summary) -> panels.computeIfAbsent(cell.category(), category -> new TreeMap<>())
                        .put(cell.alpha(), summary));
        panels.put("All categories", analysis.byAlpha());
        this.vertical = axis();
    }

    static Markup draw(MarginAnalysis analysis, String id) {
        return new AlphaResponsePlot(analysis).draw(id);
    }

    private Axis axis() {
        double low = 0.0;
        double high = 0.0;
        for (SortedMap<Double, SampleSummary> panel : panels.values()) {
            for (SampleSummary summary : panel.values()) {
                Interval interval = summary.meanInterval();
                Double mean = summary.mean();
                if (mean != null) {
                    low = Math.min(low, interval == null ? mean : interval.low());
                    high = Math.max(high, interval == null ? mean : interval.high());
                }
            }
        }
        return Axis.holding(low, high, 4, PANEL_HEIGHT - INSET_BOTTOM, INSET_TOP);
    }

    private Markup draw(String id) {
        int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
        Markup svg = new Markup()
                .raw(
                        "<svg class=\"plot\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-title %s-desc\">",
                        WIDTH, rows * PANEL_HEIGHT + 8, id, id)
                .raw("<title id=\"%s-title\">Mean margin against alpha, by category</title>", id)
                .raw(
                        "<desc id=\"%s-desc\">One panel for each category with the mean margin and its interval at each"
                                + " alpha. The table below holds the same figures.</desc>",
                        id);
        int index = 0;
        for (Map.Entry<String, SortedMap<Double, SampleSummary>> panel : panels.entrySet()) {
            svg.raw(
                    "<g transform=\"translate(%d %d)\">",
                    index % COLUMNS * PANEL_WIDTH, index / COLUMNS * PANEL_HEIGHT);
            panel(svg, panel.getKey(), panel.getValue());
            svg.raw("</g>");
            index++;
        }
        return svg.raw("</svg>\n");
    }

    private void panel(Markup svg, String name, SortedMap<Double, SampleSummary> summaries) {
        svg.raw(
                "<text class=\"group\" x=\"%d\" y=\"16\">%s</text>",
                INSET_LEFT, DisplayWidth.left(name, 26).strip());
        for (double tick : vertical.ticks()) {
            boolean zero = Math.abs(tick) < vertical.step() / 2;
            svg.raw(
                            "<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                            zero ? "zero" : "grid",
                            INSET_LEFT,
                            PANEL_WIDTH - INSET_RIGHT,
                            vertical.at(tick),
                            vertical.at(tick))
                    .raw(
                            "<text class=\"tick end\" x=\"%d\" y=\"%.1f\">%s</text>",
                            INSET_LEFT - 6, vertical.at(tick) + 4, vertical.label(tick));
        }
        for (double alpha : alphas) {
            svg.raw(
                    "<text class=\"tick mid\" x=\"%.1f\" y=\"%d\">α %s</text>",
                    across(alpha), PANEL_HEIGHT - INSET_BOTTOM + 17, alpha);
        }
        curve(svg, summaries);
        summaries.forEach((alpha, summary) -> mark(svg, alpha, summary));
    }

    private void curve(Markup svg, SortedMap<Double, SampleSummary> summaries) {
        StringBuilder points = new StringBuilder();
        summaries.forEach((alpha, summary) -> {
            if (summary.mean() != null) {
                points.append(Numbers.format("%.1f,%.1f ", across(alpha), vertical.at(summary.mean())));
            }
        });
        svg.raw("<polyline class=\"curve\" points=\"%s\"/>", points.toString().strip());
    }

    private void mark(Markup svg, double alpha, SampleSummary summary) {
        Double mean = summary.mean();
        if (mean == null) {
            return;
        }
        Interval interval = summary.meanInterval();
        boolean decided = interval != null && !interval.contains(0.0);
        double x = across(alpha);
        svg.raw("<g class=\"est%s\" style=\"%s\">", decided ? "" : " open", AlphaRamp.style(alphas, alpha))
                .raw(
                        "<title>alpha %s: mean %s, interval %s, n = %d</title>",
                        alpha, Numbers.margin(mean), Numbers.interval(interval), summary.n());
        if (interval != null) {
            svg.raw(
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
                    x, x, vertical.at(interval.low()), vertical.at(interval.high()));
        }
        svg.raw("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"/></g>", x, vertical.at(mean));
    }

    private double across(double alpha) {
        double from = INSET_LEFT + 24.0;
        double to = PANEL_WIDTH - INSET_RIGHT - 18.0;
        double low = alphas.get(0);
        double high = alphas.get(alphas.size() - 1);
        return high > low ? from + (alpha - low) / (high - low) * (to - from) : 0.5 * (from + to);
    }
}
