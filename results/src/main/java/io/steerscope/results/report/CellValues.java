package io.steerscope.results.report;

import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.alignment.AlignmentFigures;
import io.steerscope.results.alignment.Clip;
import io.steerscope.results.document.HeatMap.Value;
import io.steerscope.results.figures.FinalAnalysis;
import io.steerscope.results.figures.VerdictWords;
import io.steerscope.results.report.ReportSections.OfMethod;
import io.steerscope.results.stopping.StoppedMethod;
import io.steerscope.statistics.analysis.CategoryAlpha;

/**
 * Mean and verdict of the cells of one method under one scorer.
 *
 * @param cells by category and alpha
 * @param all over all categories, by alpha; empty where cells are stopped, as those decided late weigh more
 */
record CellValues(SortedMap<CategoryAlpha, Value> cells, SortedMap<Double, Value> all) {

    private static final Value NONE = new Value(null, null);

    static CellValues of(ReportDocument report, OfMethod one) {
        if (report.isOfAlignment()) {
            return ofAlignment(AlignmentFigures.of(one.method()));
        }
        if (report.stopping() == null) {
            return ofMargins(one.method().results());
        }
        return report.stopping()
                .method(one.scorer().scorerId(), one.method().method())
                .map(CellValues::ofDecisions)
                .orElse(new CellValues(new TreeMap<>(), new TreeMap<>()));
    }

    private static CellValues ofAlignment(AlignmentFigures figures) {
        SortedMap<CategoryAlpha, Value> cells = new TreeMap<>();
        figures.byCategoryAlpha()
                .forEach((cell, group) ->
                        cells.put(cell, new Value(clip(group.items().mean()), null)));
        SortedMap<Double, Value> all = new TreeMap<>();
        figures.byAlpha()
                .forEach((alpha, group) ->
                        all.put(alpha, new Value(clip(group.items().mean()), null)));
        return new CellValues(cells, all);
    }

    private static @Nullable Double clip(@Nullable Double cosine) {
        return cosine == null ? null : (Double) (Clip.FACTOR * cosine);
    }

    private static CellValues ofMargins(FinalAnalysis results) {
        SortedMap<CategoryAlpha, Value> cells = new TreeMap<>();
        results.items().byCategoryAlpha().forEach((cell, items) -> cells.put(cell, new Value(items.mean(), null)));
        results.verdicts()
                .byCell()
                .forEach((cell, verdict) -> cells.merge(
                        cell,
                        new Value(null, VerdictWords.sign(verdict)),
                        (mean, sign) -> new Value(mean.value(), sign.outcome())));
        SortedMap<Double, Value> all = new TreeMap<>();
        results.overCategories().forEach((alpha, mean) -> all.put(alpha, new Value(mean.mean(), null)));
        return new CellValues(cells, all);
    }

    private static CellValues ofDecisions(StoppedMethod method) {
        SortedMap<CategoryAlpha, Value> cells = new TreeMap<>();
        method.cells()
                .forEach((cell, one) -> cells.put(cell, new Value(one.items().mean(), one.sign())));
        return new CellValues(cells, new TreeMap<>());
    }

    Value at(String category, double alpha) {
        return cells.getOrDefault(new CategoryAlpha(category, alpha), NONE);
    }

    Value overAll(double alpha) {
        return all.getOrDefault(alpha, NONE);
    }
}
