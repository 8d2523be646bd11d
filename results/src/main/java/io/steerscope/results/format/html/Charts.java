package io.steerscope.results.format.html;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.results.document.Chart;
import io.steerscope.results.document.CurveChart;
import io.steerscope.results.document.HeatMap;
import io.steerscope.results.document.IntervalChart;
import io.steerscope.results.document.PlaneChart;

/**
 * Charts as SVG. Colours are classes of the style sheet of sections, so that the same drawing stands on pages whose
 * policy allows no styles of its own.
 */
public final class Charts {

    private static final int COLOURS = 6;

    private Charts() {}

    /**
     * One {@code svg} element for a page that has the style sheet.
     *
     * @param id prefix of the ids in it, which no other element of the page has
     */
    public static String svg(Chart chart, String id) {
        return alone(draw(chart, id, false).toString());
    }

    /**
     * A name and its mark.
     *
     * @param name what the mark stands for
     * @param svg the mark as one {@code svg} element
     */
    public record Entry(String name, String svg) {

        /** The mark as a document of its own. */
        public String alone() {
            return Charts.alone(svg);
        }
    }

    /** What the marks of a chart stand for; empty where that needs no saying. */
    public static List<Entry> legend(Chart chart) {
        List<Entry> entries = new ArrayList<>();
        if (chart instanceof IntervalChart intervals && intervals.hasSeries()) {
            for (int i = 0; i < intervals.series().size(); i++) {
                Markup svg = new Markup()
                        .raw(
                                "<svg viewBox=\"0 0 34 12\" aria-hidden=\"true\">"
                                        + "<g class=\"est %s\"><line x1=\"2\" x2=\"32\" y1=\"6\" y2=\"6\"/>",
                                seriesClass(i))
                        .add(mark(i, 17, 6))
                        .raw("</g></svg>");
                entries.add(new Entry(intervals.series().get(i), svg.toString()));
            }
        }
        return entries;
    }

    /** A drawing that is a document of its own says in which namespace it is. */
    private static String alone(String svg) {
        return svg.replaceFirst("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ");
    }

    /**
     * The drawing.
     *
     * @param hasLinks whether the page has the sections that the chart names
     */
    static Markup draw(Chart chart, String id, boolean hasLinks) {
        if (chart instanceof HeatMap map) {
            return new HeatMapSvg(map, hasLinks).draw(id);
        }
        if (chart instanceof IntervalChart intervals) {
            return new IntervalChartSvg(intervals).draw(id);
        }
        if (chart instanceof CurveChart curves) {
            return new CurveChartSvg(curves).draw(id);
        }
        return new PlaneChartSvg((PlaneChart) chart).draw(id);
    }

    /** Opens a drawing. */
    static Markup open(Chart chart, String id, int width, int height) {
        return open(chart, id, width, height, "img");
    }

    static Markup open(Chart chart, String id, int width, int height, String role) {
        return new Markup()
                .raw(
                        "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"%s\" aria-labelledby=\"%s-title %s-desc\">",
                        width, height, role, id, id)
                .raw("<title id=\"%s-title\">%s</title>", id, chart.title())
                .raw("<desc id=\"%s-desc\">%s</desc>", id, chart.description());
    }

    /** The class that gives a mark the colour of the series at this place. */
    static String seriesClass(int place) {
        return "series-" + (1 + place % COLOURS);
    }

    /** The mark of the series at this place: a circle, a square or a diamond. */
    static Markup mark(int place, double x, double y) {
        Markup mark = new Markup();
        switch (place % 3) {
            case 0 -> mark.raw("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"/>", x, y);
            case 1 -> mark.raw("<rect x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"8\"/>", x - 4.0, y - 4.0);
            default -> mark.raw("<path d=\"M%.1f %.1fl5.5 5.5l-5.5 5.5l-5.5 -5.5z\"/>", x, y - 5.5);
        }
        return mark;
    }
}
