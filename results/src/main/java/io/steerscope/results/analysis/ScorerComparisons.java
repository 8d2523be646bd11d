package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.agreement.ScorerAgreement;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.IntervalVerdict;
import io.steerscope.statistics.analysis.MarginAnalysis;
import io.steerscope.statistics.analysis.MarginItem;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.analysis.ObservedItems;
import io.steerscope.statistics.analysis.SampleSummary;
import io.steerscope.statistics.interval.Interval;

/** Compares every two scorers of a report. */
final class ScorerComparisons {

    private record Group(@Nullable String category, @Nullable Double alpha) {}

    private final Set<Long> seeds;
    private final Predicate<String> isWanted;

    private ScorerComparisons(Set<Long> seeds, Predicate<String> isWanted) {
        this.seeds = seeds;
        this.isWanted = isWanted;
    }

    /** A comparison for each two scorers, in alphabetical order, under the methods that are wanted. */
    static List<ScorerComparison> of(Experiment experiment, List<ScorerReport> scorers, Predicate<String> isWanted) {
        ScorerComparisons comparisons = new ScorerComparisons(Set.copyOf(experiment.getSeeds()), isWanted);
        List<ScorerComparison> all = new ArrayList<>();
        for (int i = 0; i < scorers.size(); i++) {
            for (int j = i + 1; j < scorers.size(); j++) {
                all.add(comparisons.compare(scorers.get(i), scorers.get(j)));
            }
        }
        return all;
    }

    private ScorerComparison compare(ScorerReport first, ScorerReport second) {
        List<ScorerComparison.MethodComparison> methods = new ArrayList<>();
        for (int i = 0; i < first.methods().size(); i++) {
            if (isWanted.test(first.methods().get(i).method())) {
                methods.add(compare(first.methods().get(i), second.methods().get(i)));
            }
        }
        return new ScorerComparison(first.scorerId(), second.scorerId(), methods);
    }

    private ScorerComparison.MethodComparison compare(MethodReport first, MethodReport second) {
        Map<Group, SampleSummary> ofFirst = groups(first.analysis());
        Map<Group, SampleSummary> ofSecond = groups(second.analysis());
        int compared = 0;
        List<ScorerComparison.VerdictDifference> differing = new ArrayList<>();
        for (Group group : union(first.analysis(), second.analysis())) {
            IntervalVerdict one = IntervalVerdict.of(interval(ofFirst.get(group)));
            IntervalVerdict other = IntervalVerdict.of(interval(ofSecond.get(group)));
            if (one != IntervalVerdict.UNTESTED || other != IntervalVerdict.UNTESTED) {
                compared++;
            }
            if (one != other) {
                differing.add(new ScorerComparison.VerdictDifference(group.category(), group.alpha(), one, other));
            }
        }
        double level = first.analysis().options().level();
        ScorerAgreement agreement =
                ScorerAgreement.of(items(first.scores()), items(second.scores()), seeds.size(), level);
        return new ScorerComparison.MethodComparison(first.method(), level, agreement, compared, differing);
    }

    /** The groups of either analysis: all, by alpha, by category, by category and alpha. */
    private static List<Group> union(MarginAnalysis first, MarginAnalysis second) {
        SortedSet<Double> alphas = new TreeSet<>(first.byAlpha().keySet());
        alphas.addAll(second.byAlpha().keySet());
        SortedSet<String> categories = new TreeSet<>(first.byCategory().keySet());
        categories.addAll(second.byCategory().keySet());
        List<Group> groups = new ArrayList<>();
        groups.add(new Group(null, null));
        alphas.forEach(alpha -> groups.add(new Group(null, alpha)));
        categories.forEach(category -> groups.add(new Group(category, null)));
        categories.forEach(category -> alphas.forEach(alpha -> groups.add(new Group(category, alpha))));
        return groups;
    }

    private static Map<Group, SampleSummary> groups(MarginAnalysis analysis) {
        Map<Group, SampleSummary> groups = new LinkedHashMap<>();
        groups.put(new Group(null, null), analysis.overall());
        analysis.byAlpha().forEach((alpha, summary) -> groups.put(new Group(null, alpha), summary));
        analysis.byCategory().forEach((category, summary) -> groups.put(new Group(category, null), summary));
        for (Map.Entry<CategoryAlpha, SampleSummary> cell :
                analysis.byCategoryAlpha().entrySet()) {
            groups.put(new Group(cell.getKey().category(), cell.getKey().alpha()), cell.getValue());
        }
        return groups;
    }

    private List<MarginItem> items(List<MarginScore> scores) {
        List<MarginObservation> observations =
                scores.stream().map(MethodReport::observation).toList();
        return ObservedItems.of(observations, seeds).items();
    }

    private static @Nullable Interval interval(@Nullable SampleSummary summary) {
        return summary == null ? null : summary.meanInterval();
    }
}
