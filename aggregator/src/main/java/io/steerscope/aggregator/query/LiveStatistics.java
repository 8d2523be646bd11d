package io.steerscope.aggregator.query;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.steerscope.aggregator.report.Completeness;
import io.steerscope.aggregator.report.DesignScope;
import io.steerscope.aggregator.report.ExperimentReportBuilder;
import io.steerscope.aggregator.report.OpenFailures;
import io.steerscope.aggregator.report.ReportDocument;
import io.steerscope.aggregator.report.UnknownSubjectException;
import io.steerscope.aggregator.state.Cell;
import io.steerscope.aggregator.state.CellKey;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

/**
 * Answers about experiments, running or finished. Safe for use by several threads.
 *
 * <p>Every method may throw {@link StateUnavailableException}, after which asking again helps, and, where it takes an
 * experiment id, {@link UnknownSubjectException}. No answer is partial.
 *
 * <p>Scores reach the figures some two commit intervals after they were written. Figures of scores outside the design
 * (another alpha, category or method) are left out.
 */
public final class LiveStatistics {

    private final LiveState state;

    /** @param state the stores to read */
    public LiveStatistics(LiveState state) {
        this.state = state;
    }

    /** What an answer that is asked for after this rests on. */
    public Standing standing() {
        return state.standing();
    }

    /** Designs of all experiments, by id. */
    public List<Experiment> experiments() {
        return state.experiments().stream()
                .sorted(Comparator.comparing(Experiment::getExperimentId))
                .toList();
    }

    /** The design of an experiment. */
    public Experiment experiment(String experimentId) {
        return state.experiment(experimentId)
                .orElseThrow(() -> UnknownSubjectException.of(
                        "experiment",
                        experimentId,
                        state.experiments().stream()
                                .map(Experiment::getExperimentId)
                                .toList()));
    }

    /** How far an experiment is, by scorer. */
    public ExperimentProgress progress(String experimentId) {
        Experiment experiment = experiment(experimentId);
        List<DeadLetter> failures = state.failures(experimentId);
        Map<String, Long> scored = new TreeMap<>();
        inDesign(experiment, state.cells(experimentId))
                .forEach((key, cell) -> scored.merge(key.scorerId(), cell.scores(), Long::sum));
        failures.stream()
                .map(DeadLetter::getScorerId)
                .filter(Objects::nonNull)
                .forEach(scorer -> scored.putIfAbsent(scorer, 0L));
        List<ScorerProgress> scorers = scored.entrySet().stream()
                .map(entry -> new ScorerProgress(
                        entry.getKey(),
                        new Completeness(
                                experiment.getExpectedJobs(),
                                entry.getValue(),
                                OpenFailures.count(failures, entry.getKey(), state::isScored))))
                .toList();
        long imagesFailed = failures.stream()
                .filter(failure -> failure.getScorerId() == null)
                .count();
        return new ExperimentProgress(experiment, scorers, imagesFailed);
    }

    /**
     * Running figures of every scorer and method that has a score, by scorer and then in the design's order of methods.
     */
    public List<RunningStatistics> statistics(String experimentId) {
        Experiment experiment = experiment(experimentId);
        Map<CellKey, Cell> cells = inDesign(experiment, state.cells(experimentId));
        SortedSet<String> scorers =
                cells.keySet().stream().map(CellKey::scorerId).collect(Collectors.toCollection(TreeSet::new));
        return scorers.stream()
                .flatMap(scorer ->
                        experiment.getMethods().stream().map(method -> statistics(experiment, scorer, method, cells)))
                .toList();
    }

    /** Items that have at least one score, by category, pair, method, alpha and scorer. */
    public List<RunningItem> items(String experimentId) {
        int seeds = experiment(experimentId).getSeeds().size();
        return state.items(experimentId).entrySet().stream()
                .filter(entry -> entry.getValue().count() > 0)
                .map(entry -> new RunningItem(
                        entry.getKey().item().pairId(),
                        entry.getKey().category(),
                        entry.getKey().item().method(),
                        entry.getKey().item().alpha(),
                        entry.getKey().item().scorerId(),
                        entry.getValue().count(),
                        entry.getValue().count() == seeds,
                        entry.getValue().mean()))
                .sorted(Comparator.comparing(RunningItem::category)
                        .thenComparing(RunningItem::pairId)
                        .thenComparing(RunningItem::method)
                        .thenComparingDouble(RunningItem::alpha)
                        .thenComparing(RunningItem::scorerId))
                .toList();
    }

    /**
     * Some items with their scores, in the same order. Items and scores are two stores, of which the scores are a moment
     * ahead: every item is computed anew from its scores, and left out if they have just been retracted.
     */
    public List<ScoredItem> withScores(String experimentId, List<RunningItem> items) {
        return ItemScores.of(experiment(experimentId), items, state);
    }

    /**
     * One image under all scorers.
     *
     * @throws UnknownSubjectException if it is neither scored nor failed
     */
    public JudgedImage image(Identity identity) {
        String key = RecordKeys.jobKey(identity);
        List<MarginScore> scores = state.scoresUnder(List.of(key + "/")).stream()
                .sorted(Comparator.comparing(MarginScore::getScorerId))
                .toList();
        List<DeadLetter> failures = state.failures(identity.getExperimentId()).stream()
                .filter(failure -> identity.equals(failure.getIdentity()))
                .toList();
        if (scores.isEmpty() && failures.isEmpty()) {
            throw new UnknownSubjectException("The image \"" + key + "\" is neither scored nor failed so far");
        }
        return new JudgedImage(identity, scores, failures);
    }

    /**
     * How every two scorers agree on the items that are complete under both, by scorers and then in the design's
     * order of methods; empty below two scorers.
     */
    public List<RunningAgreement> agreements(String experimentId) {
        Experiment experiment = experiment(experimentId);
        return new RunningAgreements(experiment, state.items(experimentId)).all();
    }

    /**
     * The report on the scores so far; final where {@link ReportDocument#isComplete()}. Takes some hundred milliseconds
     * for a thousand items.
     */
    public ReportDocument report(String experimentId) {
        return ExperimentReportBuilder.build(
                experiment(experimentId), state.scores(experimentId), state.failures(experimentId));
    }

    private static RunningStatistics statistics(
            Experiment experiment, String scorer, String method, Map<CellKey, Cell> cells) {
        Map<CellKey, Cell> own = new TreeMap<>();
        cells.forEach((key, cell) -> {
            if (key.scorerId().equals(scorer) && key.method().equals(method)) {
                own.put(key, cell);
            }
        });
        RunningGroups groups = new RunningGroups(experiment, own);
        return new RunningStatistics(
                experiment.getExperimentId(),
                scorer,
                method,
                groups.overall(),
                groups.byAlpha(),
                groups.byCategory(),
                groups.byCategoryAlpha());
    }

    private static Map<CellKey, Cell> inDesign(Experiment experiment, Map<CellKey, Cell> cells) {
        DesignScope scope = DesignScope.of(experiment);
        Map<CellKey, Cell> expected = new TreeMap<>();
        cells.forEach((key, cell) -> {
            if (scope.holds(key.category(), key.method(), key.alpha())) {
                expected.put(key, cell);
            }
        });
        return expected;
    }
}
