package io.steerscope.results.report;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.results.design.Completeness;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.design.ItemSize;
import io.steerscope.results.figures.Contrast;
import io.steerscope.results.figures.FinalAnalysis;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.PairCategories;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.figures.TokenFindings;
import io.steerscope.results.figures.Truncation;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.AnalysisOptions;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.analysis.ObservedItems;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.verdict.VerdictSettings;

/** Builds the results under each scorer of an experiment. */
final class ScorerReportBuilder {

    private static final Comparator<MarginScore> SCORE_ORDER = Comparator.comparing(MarginScore::getCategory)
            .thenComparing(score -> score.getIdentity().getPairId())
            .thenComparingDouble(score -> score.getIdentity().getAlpha())
            .thenComparingLong(score -> score.getIdentity().getSeed());

    private static final int NO_BOOTSTRAP = 100;

    private static final String OWN_IMAGES =
            "(pair, alpha): mean over its own images; every item with a scored image counts";

    private final Experiment experiment;
    private final DesignScope scope;
    private final Set<Long> seeds;
    private final ItemSize size;

    ScorerReportBuilder(Experiment experiment) {
        this.experiment = experiment;
        this.scope = DesignScope.of(experiment);
        this.seeds = new LinkedHashSet<>(experiment.getSeeds());
        this.size = ItemSize.of(experiment);
    }

    /** The scores that count, in a fixed order. */
    List<MarginScore> expected(List<MarginScore> scores) {
        return PairCategories.consistent(
                scores.stream().filter(this::isInDesign).sorted(SCORE_ORDER).toList());
    }

    /**
     * The results under a scorer.
     *
     * @param scores all its scores
     * @param failed number of images that it has no score for because of a failure
     * @param skipped number of images that were not made because they were not wanted any more
     */
    ScorerReport of(String scorerId, List<MarginScore> scores, long failed, long skipped) {
        List<MarginScore> expected = expected(scores);
        Completeness completeness = new Completeness(
                experiment.getExpectedJobs(), expected.size(), failed, skipped, experiment.getStop() != null);
        return new ScorerReport(
                scorerId,
                ExperimentReportBuilder.distinct(expected.stream().map(MarginScore::getScorerSha256)),
                ExperimentReportBuilder.distinct(expected.stream().map(MarginScore::getScorerDtype)),
                completeness,
                Truncation.of(expected),
                TokenFindings.of(expected).orElse(null),
                scores.size() - expected.size(),
                otherMeasures(scores),
                experiment.getMethods().stream()
                        .map(method -> method(method, expected, completeness.isAtPlannedN()))
                        .toList(),
                expected.stream().filter(this::isUnsteered).filter(Contrast::of).toList());
    }

    private SortedMap<String, Long> otherMeasures(List<MarginScore> scores) {
        SortedMap<String, Long> others = new TreeMap<>();
        scores.stream()
                .filter(score -> !scope.isOfMeasure(score))
                .forEach(score -> others.merge(DesignScope.measureName(score), 1L, Long::sum));
        return others;
    }

    private MethodReport method(String method, List<MarginScore> scores, boolean finished) {
        List<MarginScore> own = scores.stream()
                .filter(score -> score.getIdentity().getMethod().equals(method) && Contrast.of(score))
                .toList();
        List<MarginObservation> observations =
                own.stream().map(MethodReport::observation).toList();
        return new MethodReport(method, analysis(observations, finished), own);
    }

    private FinalAnalysis analysis(List<MarginObservation> observations, boolean finished) {
        AnalysisOptions options = options();
        Map<CategoryAlpha, Long> planned = DesignScope.plannedItems(experiment);
        VerdictSettings settings = DesignScope.verdictSettings(experiment);
        return size instanceof ItemSize.Own
                ? FinalAnalysis.of(
                                ObservedItems.of(observations, new SeedRule.Own()),
                                options,
                                planned,
                                settings,
                                finished)
                        .withUnit(OWN_IMAGES)
                : FinalAnalysis.of(observations, options, planned, settings, finished);
    }

    /** Where cells are stopped no bootstrap is shown, and none is drawn. */
    private AnalysisOptions options() {
        AnalysisOptions options = AnalysisOptions.defaults().withExpectedSeeds(seeds);
        return experiment.getStop() == null ? options : options.withBootstrapResamples(NO_BOOTSTRAP);
    }

    private boolean isUnsteered(MarginScore score) {
        Identity identity = score.getIdentity();
        return scope.holdsUnsteered(score.getCategory(), identity.getMethod(), identity.getAlpha());
    }

    /** Whether a score is of an image of the design, and of its measure. */
    boolean isInDesign(MarginScore score) {
        return scope.isOfMeasure(score) && isInDesign(score.getIdentity(), score.getCategory());
    }

    /** Whether the design asks for an image. */
    boolean isInDesign(Identity identity, String category) {
        return identity.getExperimentId().equals(experiment.getExperimentId())
                && scope.holdsImage(category, identity.getMethod(), identity.getAlpha())
                && (size instanceof ItemSize.Own || seeds.contains(identity.getSeed()));
    }
}
