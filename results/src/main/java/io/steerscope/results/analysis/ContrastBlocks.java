package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Subheading;
import io.steerscope.results.document.Table;
import io.steerscope.results.document.Table.Column;
import io.steerscope.statistics.contrast.ContrastFigures;
import io.steerscope.statistics.contrast.PairedContrast;
import io.steerscope.statistics.hypothesis.SignFlips;

/** Contrasts of methods for people: the claims first, then a chart for each scorer, then the tables. */
final class ContrastBlocks {

    private ContrastBlocks() {}

    /** Contrasts of methods: a chart for each scorer. */
    static List<Block> of(List<MethodPairContrast> contrasts) {
        List<Block> blocks = new ArrayList<>();
        List<ShownContrast> shown = contrasts.stream().map(ShownContrast::of).toList();
        shown.forEach(one -> blocks.add(Paragraph.text(ContrastWords.claim(one))));
        Map<String, List<ShownContrast>> byScorer = new LinkedHashMap<>();
        shown.forEach(one ->
                byScorer.computeIfAbsent(one.of(), of -> new ArrayList<>()).add(one));
        byScorer.forEach((of, ofScorer) -> {
            Map<String, ShownContrast> byName = new LinkedHashMap<>();
            ofScorer.forEach(one -> byName.put(one.name(), one));
            chart("less that of " + ofScorer.get(0).second(), of, byName).ifPresent(blocks::add);
        });
        for (ShownContrast one : shown) {
            blocks.add(new Subheading(one.heading()));
            blocks.add(Paragraph.note(ContrastWords.rest(one)));
            blocks.add(table(one));
        }
        return blocks;
    }

    /**
     * Contrasts at their largest alpha in one plot; none where nothing is common.
     *
     * @param less what is subtracted, in words: {@code less that of shuffled}
     * @param of what all have in common; or empty
     * @param byName the contrasts by their names in the legend, all with margins of one unit
     */
    static Optional<Figure> chart(String less, String of, Map<String, ShownContrast> byName) {
        List<LargestAlphaRows.Series> series = new ArrayList<>();
        List<ShownContrast> present = new ArrayList<>();
        byName.forEach((name, one) -> {
            series.add(series(name, one));
            if (LargestAlphaRows.isShown(one.contrast())) {
                present.add(one);
            }
        });
        return LargestAlphaRows.of(series).map(rows -> chart(less, of, present.get(0), rows));
    }

    private static Figure chart(String less, String of, ShownContrast one, LargestAlphaRows rows) {
        String quantity = one.quantity();
        String heading = "%s%s %s at alpha %s"
                .formatted(
                        quantity.substring(0, 1).toUpperCase(Locale.ROOT), quantity.substring(1), less, rows.alpha());
        return new Figure(
                of.isEmpty() ? heading : heading + ", " + of,
                "Each mark is a mean difference over pairs with its interval, not adjusted. Right of 0 the %s is larger"
                                .formatted(quantity)
                        + " than %s; a filled mark has an interval that excludes 0.".formatted(one.at(one.second())),
                new IntervalChart(
                        heading,
                        "Each row is a category with the mean difference of each method and its interval. The tables below hold"
                                + " the same figures.",
                        "difference of %ss".formatted(quantity),
                        one.unit(),
                        rows.names(),
                        rows.groups(),
                        rows.hasTotal()));
    }

    private static LargestAlphaRows.Series series(String name, ShownContrast one) {
        return new LargestAlphaRows.Series(
                name,
                one.contrast(),
                alpha -> Optional.ofNullable(one.contrast().byAlpha().get(alpha))
                        .map(ContrastFigures::interval)
                        .orElse(null),
                one.intervalName(one.contrast().overall().level()));
    }

    /** All groups of a contrast, the largest alpha first. */
    static Table table(ShownContrast one) {
        PairedContrast contrast = one.contrast();
        PairedContrast margins = one.margins();
        List<List<Cell>> rows = new ArrayList<>();
        SortedSet<Double> alphas = new TreeSet<>(Comparator.reverseOrder());
        contrast.byCategoryAlpha().keySet().forEach(cell -> alphas.add(cell.alpha()));
        for (double value : alphas) {
            String name = String.valueOf(value);
            ContrastFigures ofAlpha = contrast.byAlpha().get(value);
            if (ofAlpha != null) {
                rows.add(row(
                        one,
                        "All",
                        name,
                        ofAlpha,
                        null,
                        margins == null ? null : margins.byAlpha().get(value)));
            }
            contrast.byCategoryAlpha().forEach((cell, figures) -> {
                if (cell.alpha() == value) {
                    rows.add(row(
                            one,
                            cell.category(),
                            name,
                            figures,
                            contrast.holmTwoSided().get(cell),
                            margins == null ? null : margins.byCategoryAlpha().get(cell)));
                }
            });
        }
        if (contrast.byAlpha().size() > 1) {
            rows.add(row(one, "All", "all", contrast.overall(), null, margins == null ? null : margins.overall()));
            contrast.byCategory()
                    .forEach((category, figures) -> rows.add(row(
                            one,
                            category,
                            "all",
                            figures,
                            null,
                            margins == null ? null : margins.byCategory().get(category))));
        }
        return new Table(
                one.name(),
                ContrastWords.caption(one),
                List.of(
                        Column.text("Category"),
                        Column.text("Alpha"),
                        Column.number("Pairs"),
                        Column.number("Difference"),
                        Column.number("p"),
                        Column.number("Holm"),
                        Column.number(margins == null ? "Sign flips" : "Margins")),
                rows);
    }

    private static List<Cell> row(
            ShownContrast one,
            String category,
            String alpha,
            ContrastFigures figures,
            @Nullable Double holm,
            @Nullable ContrastFigures margins) {
        SignFlips signFlips = figures.signFlips();
        return List.of(
                Cell.text(category),
                Cell.text(alpha),
                Cell.count(figures.n()),
                Cell.figure(figures.mean(), figures.interval(), one.unit()),
                Cell.figure(figures.pTwoSided(), FigureUnit.P_VALUE),
                Cell.figure(holm, FigureUnit.P_VALUE),
                margins == null
                        ? Cell.figure(signFlips == null ? null : signFlips.pTwoSided(), FigureUnit.P_VALUE)
                        : Cell.figure(margins.mean(), FigureUnit.MARGIN));
    }
}
