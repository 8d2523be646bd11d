package io.steerscope.results.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Figure;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.HeatMap;
import io.steerscope.results.document.HeatMap.Value;
import io.steerscope.results.document.Section;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.report.ReportSections.OfMethod;

/** What comes first in a report: all cells of all methods on one map for each scorer. */
final class Overview {

    static final String ID = "heat-map";
    private static final String ALL = "All";

    private Overview() {}

    /** A map for each scorer that has scored something. */
    static Section section(ReportDocument report, List<OfMethod> methods) {
        List<Block> blocks = new ArrayList<>();
        for (ScorerReport scorer : report.scorers()) {
            List<OfMethod> own = methods.stream()
                    .filter(one ->
                            one.scorer() == scorer && !one.method().scores().isEmpty())
                    .toList();
            if (!own.isEmpty()) {
                blocks.add(figure(report, scorer, own));
            }
        }
        return new Section(
                ID, report.isOfAlignment() ? "Heat map of clip" : "Heat map of margins and verdicts", blocks);
    }

    private static Figure figure(ReportDocument report, ScorerReport scorer, List<OfMethod> methods) {
        List<CellValues> values =
                methods.stream().map(one -> CellValues.of(report, one)).toList();
        SortedSet<String> categories = new TreeSet<>();
        SortedSet<Double> alphas = new TreeSet<>();
        values.stream().flatMap(one -> one.cells().keySet().stream()).forEach(cell -> {
            categories.add(cell.category());
            alphas.add(cell.alpha());
        });
        boolean hasTotal = values.stream().anyMatch(one -> !one.all().isEmpty());
        List<HeatMap.Group> groups = new ArrayList<>();
        for (int i = 0; i < methods.size(); i++) {
            CellValues own = values.get(i);
            List<HeatMap.Column> columns = new ArrayList<>();
            for (double alpha : alphas) {
                List<Value> column = new ArrayList<>();
                categories.forEach(category -> column.add(own.at(category, alpha)));
                if (hasTotal) {
                    column.add(own.overAll(alpha));
                }
                columns.add(new HeatMap.Column("α " + alpha, column));
            }
            groups.add(new HeatMap.Group(
                    methods.get(i).method().method(), methods.get(i).section().id(), columns));
        }
        List<String> rows = new ArrayList<>(categories);
        if (hasTotal) {
            rows.add(ALL);
        }
        String judged = ", judged by " + scorer.scorerId();
        return report.isOfAlignment()
                ? new Figure(
                        "Heat map of clip" + judged,
                        "Mean clip of each category and alpha. Clips have no zero that means anything: colours go from the"
                                + " smallest to the largest.",
                        new HeatMap(
                                "Mean clip by category, alpha and method",
                                "Each row is a category, each column an alpha of a method.",
                                FigureUnit.CLIP,
                                rows,
                                hasTotal,
                                groups))
                : new Figure(
                        "Heat map of margins and verdicts" + judged,
                        report.stopping() == null
                                ? "Mean margin of each category and alpha, with its verdict. Colours go both ways from 0:"
                                        + " above it images are closer to their target, below it to their source."
                                : "Mean margin of the items that there are, biased where a cell was decided, with its"
                                        + " verdict. Colours go both ways from 0: above it images are closer to their target,"
                                        + " below it to their source.",
                        new HeatMap(
                                "Mean margin and verdict by category, alpha and method",
                                "Each row is a category, each column an alpha of a method. A cell holds the mean margin and a"
                                        + " sign for its verdict. The sections of the methods hold the same figures.",
                                FigureUnit.MARGIN,
                                rows,
                                hasTotal,
                                groups));
    }
}
