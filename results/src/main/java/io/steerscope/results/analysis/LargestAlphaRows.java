package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.IntervalChart.Group;
import io.steerscope.results.document.IntervalChart.Mark;
import io.steerscope.results.document.IntervalChart.Row;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.contrast.ContrastFigures;
import io.steerscope.statistics.contrast.PairedContrast;
import io.steerscope.statistics.interval.Interval;

/**
 * The rows of a plot of contrasts at the largest alpha of any: one for each category, then one for all.
 *
 * @param alpha the alpha
 * @param names what the contrasts are called, those alone that have a figure there
 * @param groups the rows
 * @param hasTotal whether the last row is one for all
 */
record LargestAlphaRows(double alpha, List<String> names, List<Group> groups, boolean hasTotal) {

    private static final String ALL = "All categories";

    /**
     * What is plotted in one colour.
     *
     * @param name what it is called
     * @param contrast the figures
     * @param overCategories the interval over all categories at an alpha
     * @param intervalName level and kind of the intervals
     */
    record Series(
            String name,
            PairedContrast contrast,
            DoubleFunction<@Nullable Interval> overCategories,
            String intervalName) {}

    /** The rows; empty where none of the contrasts has a figure. */
    static Optional<LargestAlphaRows> of(List<Series> all) {
        List<Series> present =
                all.stream().filter(one -> isShown(one.contrast())).toList();
        if (present.isEmpty()) {
            return Optional.empty();
        }
        SortedSet<Double> alphas = new TreeSet<>();
        SortedSet<String> categories = new TreeSet<>();
        present.forEach(one -> {
            one.contrast().byCategoryAlpha().keySet().forEach(cell -> {
                alphas.add(cell.alpha());
                categories.add(cell.category());
            });
        });
        double alpha = alphas.last();
        List<Group> groups = new ArrayList<>();
        for (String category : categories) {
            CategoryAlpha cell = new CategoryAlpha(category, alpha);
            groups.add(group(
                    category,
                    alpha,
                    present,
                    one -> one.contrast().byCategoryAlpha().get(cell),
                    (one, figures) -> figures.interval()));
        }
        boolean hasTotal = present.stream().noneMatch(one -> one.contrast().isOfCells());
        if (hasTotal) {
            groups.add(group(
                    ALL,
                    alpha,
                    present,
                    one -> one.contrast().byAlpha().get(alpha),
                    (one, figures) -> one.overCategories().apply(alpha)));
        }
        return Optional.of(
                new LargestAlphaRows(alpha, present.stream().map(Series::name).toList(), groups, hasTotal));
    }

    /** Whether a contrast has figures to show. */
    static boolean isShown(PairedContrast contrast) {
        return contrast.atLargestAlpha() != null || contrast.isOfCells();
    }

    /** Chooses the interval of a group. */
    private interface IntervalChoice {
        @Nullable
        Interval of(Series series, ContrastFigures figures);
    }

    private static Group group(
            String name,
            double alpha,
            List<Series> present,
            Function<Series, @Nullable ContrastFigures> choice,
            IntervalChoice interval) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < present.size(); i++) {
            Series one = present.get(i);
            ContrastFigures figures = choice.apply(one);
            if (figures != null) {
                marks.add(new Mark(
                        i, 0, one.name(), figures.mean(), interval.of(one, figures), one.intervalName(), figures.n()));
            }
        }
        return new Group(name, List.of(new Row("α " + alpha, marks)));
    }
}
