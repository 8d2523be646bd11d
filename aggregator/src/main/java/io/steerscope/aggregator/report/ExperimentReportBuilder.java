package io.steerscope.aggregator.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.AnalysisOptions;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.MarginObservation;

/** Builds the report of an experiment from its scores and failures. */
public final class ExperimentReportBuilder {

    private static final Comparator<MarginScore> SCORE_ORDER = Comparator.comparing(MarginScore::getCategory)
            .thenComparing(score -> score.getIdentity().getPairId())
            .thenComparingDouble(score -> score.getIdentity().getAlpha())
            .thenComparingLong(score -> score.getIdentity().getSeed());

    private final Experiment experiment;
    private final DesignScope scope;
    private final Set<Long> seeds;

    private ExperimentReportBuilder(Experiment experiment) {
        this.experiment = experiment;
        this.scope = DesignScope.of(experiment);
        this.seeds = new LinkedHashSet<>(experiment.getSeeds());
    }

    /**
     * The report. It is a function of the last score and the last failure under every key: neither the order of the
     * arguments nor their clock times matter.
     *
     * @param experiment the design; scores outside it are counted as unexpected and left out
     * @param scores scores of the experiment by any scorers; of several under one key the last counts
     * @param failures failures of the experiment that name a job, those included whose image was scored later
     * @throws IllegalArgumentException if a pair has scores of two categories
     */
    public static ReportDocument build(
            Experiment experiment, Collection<MarginScore> scores, Collection<DeadLetter> failures) {
        return new ExperimentReportBuilder(experiment).build(scores, failures);
    }

    private ReportDocument build(Collection<MarginScore> scores, Collection<DeadLetter> failures) {
        Map<String, MarginScore> byKey = new HashMap<>();
        scores.forEach(score -> byKey.put(RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()), score));
        Map<String, List<MarginScore>> byScorer = new TreeMap<>();
        byKey.values().forEach(score -> byScorer.computeIfAbsent(score.getScorerId(), scorer -> new ArrayList<>())
                .add(score));
        failures.stream()
                .map(DeadLetter::getScorerId)
                .filter(Objects::nonNull)
                .forEach(scorer -> byScorer.putIfAbsent(scorer, List.of()));
        List<ScorerReport> scorers = byScorer.entrySet().stream()
                .map(entry -> scorer(
                        entry.getKey(),
                        entry.getValue(),
                        OpenFailures.count(failures, entry.getKey(), byKey::containsKey)))
                .toList();
        return ReportDocument.of(experiment, scorers, OpenFailures.of(failures, byScorer.keySet(), byKey::containsKey));
    }

    private ScorerReport scorer(String scorerId, List<MarginScore> scores, long failed) {
        List<MarginScore> expected =
                scores.stream().filter(this::isInDesign).sorted(SCORE_ORDER).toList();
        Completeness completeness = new Completeness(experiment.getExpectedJobs(), expected.size(), failed);
        return new ScorerReport(
                scorerId,
                List.copyOf(new TreeSet<>(
                        expected.stream().map(MarginScore::getScorerSha256).toList())),
                completeness,
                Truncation.of(expected),
                scores.size() - expected.size(),
                experiment.getMethods().stream()
                        .map(method -> method(method, expected, completeness.isComplete()))
                        .toList());
    }

    private MethodReport method(String method, List<MarginScore> scores, boolean finished) {
        List<MarginScore> own = scores.stream()
                .filter(score -> score.getIdentity().getMethod().equals(method))
                .toList();
        List<MarginObservation> observations =
                own.stream().map(ExperimentReportBuilder::observation).toList();
        AnalysisOptions options = AnalysisOptions.defaults().withExpectedSeeds(seeds);
        return new MethodReport(method, FinalAnalysis.of(observations, options, plannedItems(), finished), own);
    }

    private Map<CategoryAlpha, Long> plannedItems() {
        Map<CategoryAlpha, Long> planned = new TreeMap<>();
        for (CategoryDesign design : experiment.getCategories()) {
            scope.alphas()
                    .forEach(alpha ->
                            planned.put(new CategoryAlpha(design.getCategory(), alpha), (long) design.getPairs()));
        }
        return planned;
    }

    private boolean isInDesign(MarginScore score) {
        Identity identity = score.getIdentity();
        return identity.getExperimentId().equals(experiment.getExperimentId())
                && scope.holds(score.getCategory(), identity.getMethod(), identity.getAlpha())
                && seeds.contains(identity.getSeed());
    }

    static MarginObservation observation(MarginScore score) {
        return new MarginObservation(
                score.getIdentity().getPairId(),
                score.getCategory(),
                score.getIdentity().getAlpha(),
                score.getIdentity().getSeed(),
                score.getMargin());
    }
}
