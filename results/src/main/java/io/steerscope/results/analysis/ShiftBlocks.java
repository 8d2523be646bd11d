package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.Figure;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.IntervalChart;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Subheading;
import io.steerscope.results.document.Table;
import io.steerscope.results.document.Table.Column;
import io.steerscope.results.figures.OverCategories;
import io.steerscope.results.figures.VerdictWords;
import io.steerscope.statistics.contrast.ContrastFigures;
import io.steerscope.statistics.estimate.RatioOfMeans;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.verdict.Verdict;

/** Shifts for people: the claims first, then a chart for each scorer, then the tables. */
final class ShiftBlocks {

    private ShiftBlocks() {}

    static List<Block> of(List<MethodShift> shifts) {
        List<Block> blocks = new ArrayList<>();
        shifts.forEach(one -> blocks.add(Paragraph.text(ShiftWords.claim(one))));
        Map<String, List<MethodShift>> byScorer = new LinkedHashMap<>();
        shifts.forEach(
                one -> byScorer.computeIfAbsent(one.scorer() == null ? "" : one.scorer(), key -> new ArrayList<>())
                        .add(one));
        byScorer.forEach((scorer, ofScorer) -> chart(scorer, ofScorer).ifPresent(blocks::add));
        for (MethodShift one : shifts) {
            blocks.add(new Subheading(
                    one.scorer() == null ? one.subject() : one.subject() + ", judged by " + one.scorer()));
            blocks.add(table(one));
            blocks.add(Paragraph.note(ShiftWords.rest(one)));
        }
        return blocks;
    }

    private static Optional<Figure> chart(String scorer, List<MethodShift> shifts) {
        return LargestAlphaRows.of(shifts.stream().map(ShiftBlocks::series).toList())
                .map(rows -> {
                    String heading = "Shift at alpha %s".formatted(rows.alpha());
                    return new Figure(
                            scorer.isEmpty() ? heading : heading + ", judged by " + scorer,
                            "Each mark is a mean shift over pairs with its interval, not adjusted. Right of 0 images lie closer to"
                                    + " their target than without steering; a filled mark has an interval that excludes 0.",
                            new IntervalChart(
                                    heading,
                                    "Each row is a category with the mean shift of each method and its interval. The tables below"
                                            + " hold the same figures.",
                                    "shift of the margin",
                                    FigureUnit.MARGIN,
                                    rows.names(),
                                    rows.groups(),
                                    rows.hasTotal()));
                });
    }

    private static LargestAlphaRows.Series series(MethodShift one) {
        return new LargestAlphaRows.Series(
                one.subject(),
                one.figures(),
                alpha -> overCategories(one, alpha),
                Numbers.share(one.figures().overall().level())
                        + (one.isFinished() ? " t interval" : " confidence sequence"));
    }

    private static Table table(MethodShift one) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("Category"),
                Column.text("Alpha"),
                Column.number("Pairs"),
                Column.number("Shift"),
                Column.text("Verdict"),
                Column.number("p"),
                Column.number("At least"),
                Column.number("Excluded above")));
        if (one.shares() != null) {
            columns.add(Column.number("Target share"));
        }
        List<List<Cell>> rows = new ArrayList<>();
        SortedSet<Double> alphas = new TreeSet<>(Comparator.reverseOrder());
        one.figures().byCategoryAlpha().keySet().forEach(cell -> alphas.add(cell.alpha()));
        for (Double alpha : alphas) {
            if (!one.figures().isOfCells()) {
                rows.add(row(
                        one,
                        "All",
                        String.valueOf(alpha),
                        one.figures().byAlpha().get(alpha),
                        overCategories(one, alpha),
                        null,
                        one.shares() == null ? null : one.shares().byAlpha().get(alpha)));
            }
            one.figures().byCategoryAlpha().forEach((cell, figures) -> {
                if (alpha.equals(cell.alpha())) {
                    rows.add(row(
                            one,
                            cell.category(),
                            String.valueOf(alpha),
                            figures,
                            figures.interval(),
                            one.verdicts().byCell().get(cell),
                            one.shares() == null
                                    ? null
                                    : one.shares().byCategoryAlpha().get(cell)));
                }
            });
        }
        return new Table("Shift of " + one.subject(), ShiftWords.caption(one), columns, rows);
    }

    /** The interval over all categories, that of the headline where the shift is finished. */
    private static @Nullable Interval overCategories(MethodShift one, double alpha) {
        OverCategories mean =
                one.results() == null ? null : one.results().overCategories().get(alpha);
        ContrastFigures figures = one.figures().byAlpha().get(alpha);
        return mean != null ? mean.interval() : figures == null ? null : figures.interval();
    }

    private static List<Cell> row(
            MethodShift one,
            String category,
            String alpha,
            @Nullable ContrastFigures figures,
            @Nullable Interval interval,
            @Nullable Verdict verdict,
            @Nullable RatioOfMeans share) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.text(category),
                Cell.text(alpha),
                Cell.count(figures == null ? 0 : figures.n()),
                figures == null
                        ? Cell.figure(null, FigureUnit.MARGIN)
                        : Cell.figure(figures.mean(), interval, FigureUnit.MARGIN),
                verdict == null ? Cell.text("") : Cell.claim(VerdictWords.outcome(verdict), tone(verdict)),
                Cell.figure(verdict == null ? null : verdict.evidence().pWorks(), FigureUnit.P_VALUE),
                Cell.figure(
                        verdict instanceof Verdict.Works ? verdict.evidence().lowerBound() : null, FigureUnit.MARGIN),
                Cell.figure(
                        verdict == null || verdict instanceof Verdict.Works
                                ? null
                                : verdict.evidence().excludedAbove(),
                        FigureUnit.MARGIN)));
        if (one.shares() != null) {
            cells.add(
                    share == null
                            ? Cell.figure(null, FigureUnit.SHARE)
                            : Cell.figure(share.ratio(), share.interval(), FigureUnit.SHARE));
        }
        return cells;
    }

    private static Cell.Tone tone(Verdict verdict) {
        return verdict instanceof Verdict.Works
                ? Cell.Tone.GOOD
                : verdict instanceof Verdict.DoesNot ? Cell.Tone.BAD : Cell.Tone.OPEN;
    }
}
