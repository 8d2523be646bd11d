package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.Figure;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.IntervalChart;
import io.steerscope.results.document.IntervalChart.Group;
import io.steerscope.results.document.IntervalChart.Mark;
import io.steerscope.results.document.IntervalChart.Row;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Subheading;
import io.steerscope.results.document.Table;
import io.steerscope.results.document.Table.Column;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.contrast.ContrastFigures;
import io.steerscope.statistics.contrast.MethodContrast;
import io.steerscope.statistics.hypothesis.SignFlips;

/** Contrasts of methods for people: the claims first, then a chart for each scorer, then the tables. */
final class ContrastBlocks {

    private static final String ALL = "All categories";

    private ContrastBlocks() {}

    static List<Block> of(List<MethodPairContrast> contrasts) {
        List<Block> blocks = new ArrayList<>();
        contrasts.forEach(one -> blocks.add(Paragraph.text(ContrastWords.claim(one))));
        byScorer(contrasts)
                .forEach((scorer, ofScorer) -> chart(scorer, ofScorer).ifPresent(blocks::add));
        for (MethodPairContrast one : contrasts) {
            blocks.add(new Subheading(one.scorer() == null ? one.name() : one.name() + ", judged by " + one.scorer()));
            blocks.add(Paragraph.note(ContrastWords.rest(one)));
            blocks.add(table(one));
        }
        return blocks;
    }

    private static Map<String, List<MethodPairContrast>> byScorer(List<MethodPairContrast> contrasts) {
        Map<String, List<MethodPairContrast>> byScorer = new LinkedHashMap<>();
        contrasts.forEach(
                one -> byScorer.computeIfAbsent(one.scorer() == null ? "" : one.scorer(), scorer -> new ArrayList<>())
                        .add(one));
        return byScorer;
    }

    private static Optional<Figure> chart(String scorer, List<MethodPairContrast> contrasts) {
        List<MethodPairContrast> present = contrasts.stream()
                .filter(one -> one.contrast().atLargestAlpha() != null)
                .toList();
        if (present.isEmpty()) {
            return Optional.empty();
        }
        SortedSet<Double> alphas = new TreeSet<>();
        SortedSet<String> categories = new TreeSet<>();
        present.forEach(one -> {
            alphas.addAll(one.contrast().byAlpha().keySet());
            categories.addAll(one.contrast().byCategory().keySet());
        });
        double alpha = alphas.last();
        List<Group> groups = new ArrayList<>();
        for (String category : categories) {
            groups.add(new Group(category, List.of(row(alpha, present, contrast -> contrast.byCategoryAlpha()
                    .get(new CategoryAlpha(category, alpha))))));
        }
        groups.add(new Group(
                ALL, List.of(row(alpha, present, contrast -> contrast.byAlpha().get(alpha)))));
        String against = present.get(0).against();
        String heading = "Margin less that of %s at alpha %s".formatted(against, alpha);
        return Optional.of(new Figure(
                scorer.isEmpty() ? heading : heading + ", judged by " + scorer,
                "Each mark is a mean difference over pairs with its interval, not adjusted. Right of 0 the margin is larger"
                        + " than under %s; a filled mark has an interval that excludes 0.".formatted(against),
                new IntervalChart(
                        heading,
                        "Each row is a category with the mean difference of each method and its interval. The tables below hold"
                                + " the same figures.",
                        "difference of margins",
                        FigureUnit.MARGIN,
                        present.stream().map(MethodPairContrast::name).toList(),
                        groups)));
    }

    private static Row row(
            double alpha,
            List<MethodPairContrast> contrasts,
            Function<MethodContrast, @Nullable ContrastFigures> group) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < contrasts.size(); i++) {
            MethodPairContrast one = contrasts.get(i);
            ContrastFigures figures = group.apply(one.contrast());
            if (figures != null) {
                marks.add(new Mark(
                        i,
                        0,
                        one.name(),
                        figures.mean(),
                        figures.interval(),
                        Numbers.share(figures.level())
                                + (one.contrast().isFinished() ? " t interval" : " confidence sequence"),
                        figures.n()));
            }
        }
        return new Row("α " + alpha, false, marks);
    }

    private static Table table(MethodPairContrast one) {
        MethodContrast contrast = one.contrast();
        List<List<Cell>> rows = new ArrayList<>();
        List<Map.Entry<Double, ContrastFigures>> alphas =
                new ArrayList<>(contrast.byAlpha().entrySet());
        Collections.reverse(alphas);
        for (Map.Entry<Double, ContrastFigures> alpha : alphas) {
            String name = String.valueOf(alpha.getKey());
            rows.add(row("All", name, alpha.getValue(), null));
            contrast.byCategoryAlpha().forEach((cell, figures) -> {
                if (cell.alpha() == alpha.getKey()) {
                    rows.add(row(
                            cell.category(),
                            name,
                            figures,
                            contrast.holmTwoSided().get(cell)));
                }
            });
        }
        if (contrast.byAlpha().size() > 1) {
            rows.add(row("All", "all", contrast.overall(), null));
            contrast.byCategory().forEach((category, figures) -> rows.add(row(category, "all", figures, null)));
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
                        Column.number("Sign flips")),
                rows);
    }

    private static List<Cell> row(String category, String alpha, ContrastFigures figures, @Nullable Double holm) {
        SignFlips signFlips = figures.signFlips();
        return List.of(
                Cell.text(category),
                Cell.text(alpha),
                Cell.count(figures.n()),
                Cell.figure(figures.mean(), figures.interval(), FigureUnit.MARGIN),
                Cell.figure(figures.pTwoSided(), FigureUnit.P_VALUE),
                Cell.figure(holm, FigureUnit.P_VALUE),
                Cell.figure(signFlips == null ? null : signFlips.pTwoSided(), FigureUnit.P_VALUE));
    }
}
