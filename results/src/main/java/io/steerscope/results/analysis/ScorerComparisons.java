package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.steerscope.results.design.DesignScope;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.agreement.ScorerAgreement;
import io.steerscope.statistics.analysis.ObservedItems;
import io.steerscope.statistics.analysis.SeedRule;

/** Compares every two scorers of a report. */
final class ScorerComparisons {

    private final Experiment experiment;
    private final Predicate<String> isWanted;

    private ScorerComparisons(Experiment experiment, Predicate<String> isWanted) {
        this.experiment = experiment;
        this.isWanted = isWanted;
    }

    /** A comparison for each two scorers, in alphabetical order, under the methods that are wanted. */
    static List<ScorerComparison> of(Experiment experiment, List<ScorerReport> scorers, Predicate<String> isWanted) {
        ScorerComparisons comparisons = new ScorerComparisons(experiment, isWanted);
        List<ScorerComparison> all = new ArrayList<>();
        for (int i = 0; i < scorers.size(); i++) {
            for (int j = i + 1; j < scorers.size(); j++) {
                all.add(comparisons.compare(scorers.get(i), scorers.get(j)));
            }
        }
        return all;
    }

    private ScorerComparison compare(ScorerReport first, ScorerReport second) {
        boolean isFinished =
                first.completeness().isAtPlannedN() && second.completeness().isAtPlannedN();
        List<ScorerComparison.MethodComparison> methods = new ArrayList<>();
        for (int i = 0; i < first.methods().size(); i++) {
            if (isWanted.test(first.methods().get(i).method())) {
                methods.add(compare(
                        first.methods().get(i), second.methods().get(i), isFinished, first.isOnScaleOf(second)));
            }
        }
        return new ScorerComparison(first.scorerId(), second.scorerId(), methods);
    }

    private ScorerComparison.MethodComparison compare(
            MethodReport first, MethodReport second, boolean isFinished, boolean isSameScale) {
        double level = first.analysis().options().level();
        ObservedItems ofFirst = items(first);
        ScorerAgreement agreement =
                ScorerAgreement.of(ofFirst.items(), items(second).items(), ofFirst.seeds(), level);
        ContrastPlan plan = ContrastPlan.of(experiment, isFinished, level);
        return new ScorerComparison.MethodComparison(
                first.method(),
                level,
                agreement,
                ScaledContrast.of(plan, plan.differences(first.observations(), second.observations()), isSameScale));
    }

    private ObservedItems items(MethodReport method) {
        return DesignScope.isOfImages(experiment)
                ? ObservedItems.of(method.observations(), new SeedRule.Own())
                : ObservedItems.of(method.observations(), Set.copyOf(experiment.getSeeds()));
    }
}
