package io.steerscope.results.format.html;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.steerscope.results.document.HeatMap;
import io.steerscope.results.document.HeatMap.Column;
import io.steerscope.results.document.HeatMap.Group;
import io.steerscope.results.document.HeatMap.Outcome;
import io.steerscope.results.document.HeatMap.Sign;
import io.steerscope.results.document.HeatMap.Value;
import io.steerscope.results.format.text.DisplayWidth;

/**
 * Draws values as colours. Depth of colour is linear in the value; even the deepest leaves the number in it legible.
 * Groups that do not stand beside each other stand below.
 */
final class HeatMapSvg {

    private static final int WIDTH = 900;
    private static final int LEFT = 150;
    private static final int GROUP_GAP = 12;
    private static final int NARROWEST = 72;
    private static final int WIDEST = 110;
    private static final int ROW = 26;
    private static final int TOTAL_GAP = 6;
    private static final int HEAD = 44;
    private static final int LEGEND = 48;
    private static final int STEPS = 24;
    private static final int SCALE_WIDTH = 240;

    private final HeatMap chart;
    private final boolean hasLinks;
    private final List<List<Group>> bands;
    private final double cell;
    private final HeatScale scale;
    private final Set<Outcome> outcomes = new LinkedHashSet<>();

    HeatMapSvg(HeatMap chart, boolean hasLinks) {
        this.chart = chart;
        this.hasLinks = hasLinks;
        this.bands = bands(chart.groups());
        int columns = 0;
        int gaps = 0;
        for (List<Group> band : bands) {
            columns = Math.max(
                    columns,
                    band.stream().mapToInt(group -> group.columns().size()).sum());
            gaps = Math.max(gaps, (band.size() - 1) * GROUP_GAP);
        }
        this.cell = Math.min(WIDEST, (double) (WIDTH - LEFT - gaps) / Math.max(1, columns));
        this.scale = HeatScale.of(chart);
        for (Sign sign : Sign.values()) {
            values().stream()
                    .map(Value::outcome)
                    .filter(outcome -> outcome != null && outcome.sign() == sign)
                    .forEach(outcomes::add);
        }
    }

    private List<Value> values() {
        return chart.groups().stream()
                .flatMap(group -> group.columns().stream())
                .flatMap(column -> column.values().stream())
                .toList();
    }

    /** Groups beside each other, as many as there is room for; one with too many columns is continued below. */
    private static List<List<Group>> bands(List<Group> groups) {
        List<List<Group>> bands = new ArrayList<>();
        List<Group> band = new ArrayList<>();
        double width = 0;
        int most = (WIDTH - LEFT) / NARROWEST;
        for (Group group : groups) {
            for (int from = 0; from < group.columns().size(); from += most) {
                int to = Math.min(from + most, group.columns().size());
                Group part =
                        new Group(group.name(), group.anchor(), group.columns().subList(from, to));
                double needed = (to - from) * NARROWEST + (band.isEmpty() ? 0 : GROUP_GAP);
                if (!band.isEmpty() && width + needed > WIDTH - LEFT) {
                    bands.add(band);
                    band = new ArrayList<>();
                    width = 0;
                }
                width += needed;
                band.add(part);
            }
        }
        bands.add(band);
        return bands;
    }

    private int bandHeight() {
        return HEAD + chart.rows().size() * ROW + (chart.hasTotal() ? TOTAL_GAP : 0) + 12;
    }

    Markup draw(String id) {
        int height = bands.size() * bandHeight() + LEGEND;
        Markup svg = Charts.open(chart, id, WIDTH, height, hasLinks ? "group" : "img");
        int top = 0;
        for (List<Group> band : bands) {
            band(svg, band, top);
            top += bandHeight();
        }
        legend(svg, top);
        return svg.raw("</svg>\n");
    }

    private void band(Markup svg, List<Group> band, int top) {
        for (int row = 0; row < chart.rows().size(); row++) {
            svg.raw(
                    "<text class=\"%s end\" x=\"%d\" y=\"%.1f\">%s</text>",
                    isTotal(row) ? "group" : "row-name",
                    LEFT - 10,
                    rowTop(top, row) + ROW / 2.0 + 4,
                    DisplayWidth.left(chart.rows().get(row), 20).strip());
        }
        double x = LEFT;
        for (Group group : band) {
            double width = group.columns().size() * cell;
            String name = DisplayWidth.left(group.name(), (int) (width / 7.0)).strip();
            open(svg, group, false);
            svg.raw("<text class=\"group mid\" x=\"%.1f\" y=\"%d\">%s</text>", x + width / 2, top + 15, name);
            close(svg, group);
            svg.raw(
                    "<line class=\"rule\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                    x + 1, x + width - 1, top + 22, top + 22);
            for (Column column : group.columns()) {
                svg.raw(
                        "<text class=\"tick mid\" x=\"%.1f\" y=\"%d\">%s</text>",
                        x + cell / 2, top + 37, column.label());
                for (int row = 0; row < chart.rows().size(); row++) {
                    cell(svg, group, column, row, x, rowTop(top, row));
                }
                x += cell;
            }
            x += GROUP_GAP;
        }
    }

    private boolean isTotal(int row) {
        return chart.hasTotal() && row == chart.rows().size() - 1;
    }

    private double rowTop(int top, int row) {
        return top + HEAD + row * ROW + (isTotal(row) ? TOTAL_GAP : 0);
    }

    private void cell(Markup svg, Group group, Column column, int row, double x, double y) {
        Value value = column.values().get(row);
        Outcome outcome = value.outcome();
        open(svg, group, true);
        svg.raw("<g class=\"cell\">")
                .raw(
                        "<title>%s, %s, %s: %s%s</title>",
                        group.name(),
                        chart.rows().get(row),
                        column.label(),
                        chart.unit().value(value.value()),
                        outcome == null ? "" : ", " + outcome.words())
                .add(scale.patch(value.value(), x + 1, y + 1, cell - 2, ROW - 2));
        double middle = outcomes.isEmpty() ? x + cell / 2 : x + cell / 2 - 9;
        svg.raw(
                "<text class=\"value mid\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                middle, y + ROW / 2.0 + 4, chart.unit().value(value.value()));
        if (outcome != null) {
            svg.add(sign(outcome.sign(), x + cell / 2 + 26, y + ROW / 2.0));
        }
        svg.raw("</g>");
        close(svg, group);
    }

    /** The keyboard goes from group to group; their cells lead to the same place. */
    private void open(Markup svg, Group group, boolean isCell) {
        if (hasLinks && !group.anchor().isEmpty()) {
            svg.raw("<a href=\"#%s\"", group.anchor()).raw(isCell ? " tabindex=\"-1\">" : ">");
        }
    }

    private void close(Markup svg, Group group) {
        if (hasLinks && !group.anchor().isEmpty()) {
            svg.raw("</a>");
        }
    }

    private static Markup sign(Sign sign, double x, double y) {
        Markup drawn = new Markup();
        return switch (sign) {
            case TICK -> drawn.raw("<path class=\"sign\" d=\"M%.1f %.1fl3 3.4l5.6 -7.2\"/>", x - 4.3, y + 0.4);
            case CROSS -> drawn.raw("<path class=\"sign\" d=\"M%.1f %.1fl7 7m0 -7l-7 7\"/>", x - 3.5, y - 3.5);
            case DOWN ->
                drawn.raw("<path class=\"sign\" d=\"M%.1f %.1fv8.4m-3.4 -3.4l3.4 3.4l3.4 -3.4\"/>", x, y - 4.2);
            case CIRCLE -> drawn.raw("<circle class=\"sign\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.3\"/>", x, y);
            case QUESTION -> drawn.raw("<text class=\"ask mid\" x=\"%.1f\" y=\"%.1f\">?</text>", x, y + 4.5);
        };
    }

    private void legend(Markup svg, int top) {
        double step = (double) SCALE_WIDTH / STEPS;
        for (int i = 0; i < STEPS; i++) {
            double value = scale.low() + (i + 0.5) / STEPS * (scale.high() - scale.low());
            svg.add(scale.patch(value, LEFT + 1 + i * step, top + 4, step, 11));
        }
        for (double tick : scale.ticks()) {
            svg.raw(
                    "<text class=\"tick mid\" x=\"%.1f\" y=\"%d\">%s</text>",
                    LEFT + 1 + (tick - scale.low()) / (scale.high() - scale.low()) * SCALE_WIDTH,
                    top + 29,
                    scale.label(tick));
        }
        svg.raw(
                "<text class=\"tick end\" x=\"%d\" y=\"%d\">%s</text>",
                LEFT - 10, top + 14, chart.isAroundZero() ? "mean margin" : "mean clip");
        double x = LEFT + SCALE_WIDTH + 48;
        for (Outcome outcome : outcomes) {
            svg.add(sign(outcome.sign(), x, top + 10))
                    .raw("<text class=\"tick\" x=\"%.1f\" y=\"%d\">%s</text>", x + 11, top + 14, outcome.words());
            x += 40 + 6.6 * DisplayWidth.of(outcome.words());
        }
    }
}
