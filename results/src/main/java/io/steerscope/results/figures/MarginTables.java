package io.steerscope.results.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Table;
import io.steerscope.results.document.Table.Column;
import io.steerscope.statistics.analysis.SampleSummary;
import io.steerscope.statistics.clustered.ClusteredSummary;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.verdict.Evidence;
import io.steerscope.statistics.verdict.Verdict;

/** The figures of one analysis of margins as tables with a row for each group. */
final class MarginTables {

    private static final String ALL = "All";

    private MarginTables() {}

    /** What is claimed of each cell, and on what evidence; all adjusted. */
    static Table verdicts(CellVerdicts verdicts) {
        boolean hasEffect = verdicts.byCell().values().stream()
                .anyMatch(verdict -> verdict.evidence().smallestEffect() != null);
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("Category"),
                Column.text("Alpha"),
                Column.text("Verdict"),
                Column.number("Items"),
                Column.number("p above 0")));
        if (hasEffect) {
            columns.addAll(List.of(Column.number("Smallest effect"), Column.number("p below it")));
        }
        columns.addAll(List.of(Column.number("At least"), Column.number("Effects above excluded")));
        boolean hasReasons = verdicts.byCell().values().stream().anyMatch(VerdictWords::isPending);
        if (hasReasons) {
            columns.add(Column.text("Undecided because"));
        }
        List<List<Cell>> rows = new ArrayList<>();
        verdicts.byCell().forEach((cell, verdict) -> {
            Evidence evidence = verdict.evidence();
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(cell.category()),
                    Cell.text(String.valueOf(cell.alpha())),
                    Cell.claim(VerdictWords.outcome(verdict), tone(verdict)),
                    Cell.count(evidence.n()),
                    Cell.figure(evidence.pWorks(), FigureUnit.P_VALUE)));
            if (hasEffect) {
                row.add(Cell.figure(evidence.smallestEffect(), FigureUnit.MARGIN));
                row.add(Cell.figure(evidence.pDoesNot(), FigureUnit.P_VALUE));
            }
            row.add(Cell.figure(verdict instanceof Verdict.Works ? evidence.lowerBound() : null, FigureUnit.MARGIN));
            row.add(Cell.figure(VerdictWords.excludedAbove(evidence), FigureUnit.MARGIN));
            if (hasReasons) {
                row.add(Cell.text(VerdictWords.pending(verdict)));
            }
            rows.add(row);
        });
        return new Table(
                "Verdicts",
                "All p are adjusted over the cells. At least: the lower bound of the mean margin where it works.",
                columns,
                rows);
    }

    private static Cell.Tone tone(Verdict verdict) {
        if (verdict instanceof Verdict.Works) {
            return Cell.Tone.GOOD;
        }
        return verdict instanceof Verdict.DoesNot ? Cell.Tone.BAD : Cell.Tone.OPEN;
    }

    /** Categories by alphas, then all categories by alphas. */
    static Table cells(FinalAnalysis results) {
        List<List<Cell>> rows = new ArrayList<>();
        results.items()
                .byCategoryAlpha()
                .forEach((cell, items) -> rows.add(
                        row(cell.category(), cell.alpha(), Estimate.of(items), items, CellFigures.bcaInterval(items))));
        results.items().byAlpha().forEach((alpha, items) -> {
            OverCategories mean = results.overCategories().get(alpha);
            if (mean != null) {
                rows.add(row(ALL, alpha, Estimate.of(mean), items, null));
            }
        });
        return new Table(
                "All figures",
                CellFigures.caption(results.items().options())
                        + " Over all categories the pairs are counted, and the standard error is by category. Unit: "
                        + results.items().unit() + ".",
                List.of(
                        Column.text("Category"),
                        Column.text("Alpha"),
                        Column.number("Mean margin"),
                        Column.number("BCa low"),
                        Column.number("BCa high"),
                        Column.number("p"),
                        Column.number("Above 0"),
                        Column.number("n")),
                rows);
    }

    private static List<Cell> row(
            String category, double alpha, Estimate estimate, SampleSummary items, @Nullable Interval bca) {
        return List.of(
                Cell.text(category),
                Cell.text(String.valueOf(alpha)),
                Cell.figure(estimate.mean(), estimate.interval(), FigureUnit.MARGIN),
                Cell.figure(bca == null ? null : (Double) bca.low(), FigureUnit.MARGIN),
                Cell.figure(bca == null ? null : (Double) bca.high(), FigureUnit.MARGIN),
                Cell.figure(estimate.pTwoSided(), FigureUnit.P_VALUE),
                Cell.figure(items.successRate(), FigureUnit.SHARE),
                Cell.count(estimate.n()));
    }

    /** Figures clustered by pair beside those over items, by category and overall; of several alphas. */
    static Table pairs(FinalAnalysis results) {
        Map<String, Double> holmOfPairs = PairedColumns.holmOfPairs(results);
        Map<String, Double> holmOfItems = PairedColumns.holmOfItems(results);
        List<List<Cell>> rows = new ArrayList<>();
        results.pairs()
                .byCategory()
                .forEach((category, clustered) -> rows.add(row(
                        category,
                        clustered,
                        holmOfPairs.get(category),
                        Objects.requireNonNull(results.items().byCategory().get(category)),
                        holmOfItems.get(category))));
        rows.add(row(ALL, results.pairs().overall(), null, results.items().overall(), null));
        return new Table(
                "By pair and by item",
                PairedColumns.caption(results),
                List.of(
                        Column.text("Category"),
                        Column.number("Clustered by pair, primary"),
                        Column.number("p"),
                        Column.number("Holm"),
                        Column.number("Pairs"),
                        Column.number("Over items, as published"),
                        Column.number("p over items"),
                        Column.number("Holm over items"),
                        Column.number("Items"),
                        Column.number("Above 0")),
                rows);
    }

    private static List<Cell> row(
            String category,
            ClusteredSummary pairs,
            @Nullable Double holmOfPairs,
            SampleSummary items,
            @Nullable Double holmOfItems) {
        Estimate byPair = Estimate.of(pairs);
        Estimate byItem = Estimate.of(items);
        return List.of(
                Cell.text(category),
                Cell.figure(byPair.mean(), byPair.interval(), FigureUnit.MARGIN),
                Cell.figure(byPair.pTwoSided(), FigureUnit.P_VALUE),
                Cell.figure(holmOfPairs, FigureUnit.P_VALUE),
                Cell.count(byPair.n()),
                Cell.figure(byItem.mean(), byItem.interval(), FigureUnit.MARGIN),
                Cell.figure(byItem.pTwoSided(), FigureUnit.P_VALUE),
                Cell.figure(holmOfItems, FigureUnit.P_VALUE),
                Cell.count(byItem.n()),
                Cell.figure(items.successRate(), FigureUnit.SHARE));
    }

    /** What else was tested over all items: the effect of alpha, and tests that assume less. */
    static Table furtherTests(FinalAnalysis results) {
        return new Table(
                "Further tests",
                "Over all categories; not adjusted.",
                List.of(
                        Column.text("Question"),
                        Column.text("Method"),
                        Column.number("n"),
                        Column.text("Units"),
                        Column.text("Result")),
                FurtherTest.of(results).stream()
                        .map(test -> List.of(
                                Cell.text(test.question()),
                                Cell.text(test.method()),
                                Cell.count(test.n()),
                                Cell.text(test.unit()),
                                Cell.text(test.result())))
                        .toList());
    }
}
