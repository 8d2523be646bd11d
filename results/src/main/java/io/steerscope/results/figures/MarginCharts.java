package io.steerscope.results.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.CurveChart;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.IntervalChart;
import io.steerscope.results.document.IntervalChart.Group;
import io.steerscope.results.document.IntervalChart.Mark;
import io.steerscope.results.document.IntervalChart.Row;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Shade;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.SampleSummary;

/** The plots of the margin, as data. */
public final class MarginCharts {

    private static final String TITLE = "Mean margin by category and alpha";
    private static final String AXIS = "margin: closer to the source ← 0 → closer to the target";
    private static final String ALL = "All categories";

    private MarginCharts() {}

    /**
     * One steering method under several scorers.
     *
     * @param name the method
     * @param scorers its results by scorer
     */
    public record Method(String name, List<Series> scorers) {

        /** Copies the list. */
        public Method {
            scorers = List.copyOf(scorers);
        }

        /** Under these scorers alone. */
        public Method of(Set<String> scorerIds) {
            return new Method(
                    name,
                    scorers.stream()
                            .filter(one -> scorerIds.contains(one.name()))
                            .toList());
        }
    }

    /**
     * The results under one scorer.
     *
     * @param name what it is called
     * @param results its results
     */
    public record Series(String name, FinalAnalysis results) {}

    /** The methods of some scorers, in the order of the design. */
    public static List<Method> methods(List<ScorerReport> scorers) {
        Map<String, List<Series>> byMethod = new LinkedHashMap<>();
        scorers.forEach(scorer -> scorer.methods()
                .forEach(method -> byMethod.computeIfAbsent(method.method(), name -> new ArrayList<>())
                        .add(new Series(scorer.scorerId(), method.results()))));
        return byMethod.entrySet().stream()
                .map(entry -> new Method(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * Mean margins of one analysis with their intervals; the last row, over all categories at the largest alpha, is the
     * headline.
     */
    public static IntervalChart byCategoryAndAlpha(FinalAnalysis results) {
        List<Series> series = List.of(new Series("", results));
        List<Group> groups = new ArrayList<>(categories(series));
        groups.add(new Group(ALL, alphas(series)));
        return chart(List.of(), groups);
    }

    /**
     * The same under several scorers side by side, all over items.
     */
    public static IntervalChart byCategoryAndAlpha(Method method) {
        List<Series> series = method.scorers();
        List<Group> groups = new ArrayList<>(categories(series));
        groups.add(new Group(ALL, alphas(series)));
        return chart(series.stream().map(Series::name).toList(), groups);
    }

    /** How the mean margin answers to alpha, by category and for all. */
    public static CurveChart response(FinalAnalysis results) {
        Map<String, SortedMap<Double, Estimate>> panels = new LinkedHashMap<>();
        results.items().byCategory().keySet().forEach(category -> panels.put(category, new TreeMap<>()));
        results.items().byCategoryAlpha().forEach((cell, summary) -> panels.computeIfAbsent(
                        cell.category(), category -> new TreeMap<>())
                .put(cell.alpha(), Estimate.of(summary)));
        SortedMap<Double, Estimate> all = new TreeMap<>();
        results.overCategories().forEach((alpha, mean) -> all.put(alpha, Estimate.of(mean)));
        panels.put(ALL, all);
        return new CurveChart(
                "Mean margin against alpha, by category",
                "One panel for each category with the mean margin and its interval at each alpha. The table below holds the"
                        + " same figures.",
                "α",
                FigureUnit.MARGIN,
                panels.entrySet().stream()
                        .map(panel -> new CurveChart.Panel(panel.getKey(), points(panel.getValue())))
                        .toList());
    }

    private static List<CurveChart.Point> points(SortedMap<Double, Estimate> estimates) {
        return estimates.entrySet().stream()
                .map(entry -> new CurveChart.Point(
                        entry.getKey(),
                        entry.getValue().mean(),
                        entry.getValue().interval(),
                        entry.getValue().n()))
                .toList();
    }

    private static IntervalChart chart(List<String> series, List<Group> groups) {
        return new IntervalChart(
                TITLE,
                "Each row is a group of items: its mean margin and interval. The table below holds the same figures.",
                AXIS,
                FigureUnit.MARGIN,
                series,
                groups);
    }

    private static List<Group> categories(List<Series> series) {
        SortedSet<String> categories = new TreeSet<>();
        series.forEach(
                one -> categories.addAll(one.results().items().byCategory().keySet()));
        List<Double> ramp = ramp(series);
        List<Group> groups = new ArrayList<>();
        for (String category : categories) {
            List<Row> rows = new ArrayList<>();
            for (double alpha : ramp) {
                CategoryAlpha cell = new CategoryAlpha(category, alpha);
                rows.add(row(
                        "α " + alpha,
                        Shade.of(ramp, alpha),
                        series,
                        results -> estimate(results.items().byCategoryAlpha().get(cell))));
            }
            groups.add(new Group(
                    category,
                    rows.stream().filter(row -> !row.marks().isEmpty()).toList()));
        }
        return groups;
    }

    private static List<Row> alphas(List<Series> series) {
        List<Double> ramp = ramp(series);
        return ramp.stream()
                .map(alpha -> row("α " + alpha, Shade.of(ramp, alpha), series, results -> {
                    OverCategories mean = results.overCategories().get(alpha);
                    return mean == null ? null : Estimate.of(mean);
                }))
                .filter(row -> !row.marks().isEmpty())
                .toList();
    }

    private static List<Double> ramp(List<Series> series) {
        SortedSet<Double> alphas = new TreeSet<>();
        series.forEach(one -> alphas.addAll(one.results().items().byAlpha().keySet()));
        return List.copyOf(alphas);
    }

    /** One mark for each series that has the group; of several the shade is that of their series. */
    private static Row row(
            String label, int shade, List<Series> series, Function<FinalAnalysis, @Nullable Estimate> group) {
        List<@Nullable Estimate> estimates = new ArrayList<>();
        series.forEach(one -> estimates.add(group.apply(one.results())));
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            Estimate estimate = estimates.get(i);
            if (estimate != null) {
                String name = series.get(i).name();
                marks.add(mark(
                        i, series.size() == 1 ? shade : 0, name.isEmpty() ? label : label + ", " + name, estimate));
            }
        }
        return new Row(label, marks);
    }

    private static @Nullable Estimate estimate(@Nullable SampleSummary summary) {
        return summary == null ? null : Estimate.of(summary);
    }

    private static Mark mark(int series, int shade, String name, Estimate estimate) {
        return new Mark(
                series,
                shade,
                name,
                estimate.mean(),
                estimate.interval(),
                Numbers.share(estimate.level()) + " " + estimate.intervalMethod() + " interval",
                estimate.n());
    }
}
