package io.steerscope.aggregator.query;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.state.CellKey;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.analysis.Embeddings;
import io.steerscope.results.analysis.ExperimentData;
import io.steerscope.results.design.DecidedCells;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.design.OpenFailures;
import io.steerscope.results.design.UnknownSubjectException;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.SkippedJob;

/**
 * Answers about experiments, running or finished. Safe for use by several threads.
 *
 * <p>Every method may throw {@link StateUnavailableException}, after which asking again helps, and, where it takes an
 * experiment id, {@link UnknownSubjectException}. No answer is partial.
 *
 * <p>Scores reach the figures about one commit interval after they were written. Figures of scores outside the design
 * (another alpha, category, method or measure) are left out.
 */
public final class LiveStatistics {

    private final LiveState state;

    /** @param state the stores to read */
    public LiveStatistics(LiveState state) {
        this.state = state;
    }

    /** The statistics of the state as it can be read at this moment: all their answers rest on one {@link #version}. */
    public LiveStatistics look() {
        return new LiveStatistics(state.look());
    }

    /** What answers rest on: of statistics that {@link #look} gave those from that moment on. */
    public StateVersion version() {
        return state.version();
    }

    /** Designs of all experiments, the one written last first. */
    public List<Experiment> experiments() {
        return state.experiments();
    }

    /** The design of an experiment. */
    public Experiment experiment(String experimentId) {
        return state.experiment(experimentId).orElseThrow(() -> unknown(experimentId));
    }

    private UnknownSubjectException unknown(String experimentId) {
        return state.leftOut(experimentId)
                .map(reason -> UnknownSubjectException.ofDesign(experimentId, reason))
                .orElseGet(() -> UnknownSubjectException.of(
                        "experiment",
                        experimentId,
                        state.experiments().stream()
                                .map(Experiment::getExperimentId)
                                .toList()));
    }

    /** How far an experiment is, by stage and scorer. */
    public ExperimentProgress progress(String experimentId) {
        Experiment experiment = experiment(experimentId);
        return progress(experiment, new DesignCells(experiment, state));
    }

    /**
     * Running figures of every scorer and method that has a score, by scorer and then in the design's order of methods.
     */
    public List<RunningStatistics> statistics(String experimentId) {
        return figures(experimentId, null).statistics();
    }

    /**
     * Progress and running figures.
     *
     * @param alpha of this alpha alone, which is one of the design's, or of all where it is null
     */
    public RunningFigures figures(String experimentId, @Nullable Double alpha) {
        Experiment experiment = experiment(experimentId);
        DesignCells cells = new DesignCells(experiment, state);
        ExperimentProgress progress = progress(experiment, cells);
        return new RunningFigures(progress, cells.statistics(progress, alpha));
    }

    /**
     * Items that have at least one score, by category, pair, method, alpha and scorer. Unsteered images make none.
     */
    public List<RunningItem> items(String experimentId) {
        return RunningItems.of(experiment(experimentId), state.items(experimentId));
    }

    /** The prompts of every pair that has a score, by pair. */
    public Map<String, PairPrompts> prompts(String experimentId) {
        return PairPrompts.of(state.scores(experiment(experimentId).getExperimentId()));
    }

    /** The images of an experiment that failed or were skipped and have no score, by key and scorer. */
    public List<LostImage> lostImages(String experimentId) {
        ExperimentProgress progress = progress(experimentId);
        return new LostImages(progress, state).all();
    }

    /**
     * Some items with their scores, in the same order. The scores are read later than the items were: every item is
     * computed anew from its scores, and left out if they were retracted meanwhile.
     */
    public List<ScoredItem> withScores(String experimentId, List<RunningItem> items) {
        return ItemScores.of(experiment(experimentId), items, state);
    }

    /**
     * One image under all scorers.
     *
     * @throws UnknownSubjectException if it is neither made nor failed
     */
    public JudgedImage image(Identity identity) {
        String key = RecordKeys.jobKey(identity);
        List<MarginScore> scores = scores(identity);
        Optional<ImageSummary> summary = state.image(key);
        List<DeadLetter> failures = failures(identity.getExperimentId()).stream()
                .filter(failure -> identity.equals(failure.getIdentity()))
                .toList();
        if (scores.isEmpty() && failures.isEmpty() && summary.isEmpty()) {
            throw new UnknownSubjectException("The image \"" + key + "\" is neither made nor failed so far");
        }
        return new JudgedImage(identity, summary.orElse(null), scores, failures);
    }

    /** Failures of an experiment, those included whose image was scored later, without those that were retried. */
    public List<DeadLetter> failures(String experimentId) {
        return OpenFailures.standing(state.failures(experimentId));
    }

    /** The scores of one image, by scorer. */
    public List<MarginScore> scores(Identity identity) {
        return state.scoresUnder(List.of(RecordKeys.jobKey(identity) + "/")).stream()
                .sorted(Comparator.comparing(MarginScore::getScorerId))
                .toList();
    }

    /**
     * How every two scorers agree on the items that are complete under both, by scorers and then in the design's
     * order of methods; empty below two scorers.
     */
    public List<RunningAgreement> agreements(String experimentId) {
        Experiment experiment = experiment(experimentId);
        return new RunningAgreements(experiment, state.items(experimentId)).all();
    }

    /** The items of the design with scores without contrast, by scorer; of those scorers alone that have some. */
    public List<LeftOutItems> withoutContrast(String experimentId) {
        return LeftOutItems.of(experiment(experimentId), state.withoutContrast(experimentId));
    }

    /**
     * What is decided of every cell by every scorer that the design names, in canonical order: by method, alpha,
     * category and scorer; empty where the design does not say when it stops. It reads every item up to the first
     * open one.
     */
    public List<RunningDecision> decisions(String experimentId) {
        Experiment experiment = experiment(experimentId);
        List<Decision> decisions = state.decisions(experimentId);
        Map<CellKey, Decision> byCell = new HashMap<>();
        decisions.forEach(decision -> byCell.put(
                new CellKey(
                        decision.getExperimentId(),
                        decision.getScorerId(),
                        decision.getMethod(),
                        decision.getAlpha() + 0.0,
                        decision.getCategory(),
                        DesignScope.measure(experiment)),
                decision));
        DecidedCells decided = DecidedCells.of(experiment, decisions);
        List<CellLook> looks = ExperimentLooks.of(experiment);
        CellLook.advance(looks, new PlacedItems(experiment, state, state.failures(experimentId)));
        return looks.stream()
                .map(look -> RunningDecision.of(
                        look,
                        byCell.get(look.cell()),
                        decided.holds(
                                look.cell().category(),
                                look.cell().method(),
                                look.cell().alpha())))
                .sorted(Comparator.comparing((RunningDecision one) -> one.cell().method())
                        .thenComparingDouble(one -> one.cell().alpha())
                        .thenComparing(one -> one.cell().category())
                        .thenComparing(one -> one.cell().scorerId()))
                .toList();
    }

    /** All items that are complete, in the order in which they became so. */
    public Completions completions(String experimentId) {
        return Completions.of(experiment(experimentId), state.scores(experimentId));
    }

    /**
     * The report on the scores so far; final where {@link ReportDocument#isComplete()}. Where embeddings were kept it
     * takes seconds, and at the end up to minutes: it is not for a question that is asked often.
     */
    public ReportDocument report(String experimentId) {
        return report(experimentId, embeddings());
    }

    /** The report without the analyses of embeddings. Takes some hundred milliseconds for a thousand items. */
    public ReportDocument marginReport(String experimentId) {
        return report(experimentId, Embeddings.NONE);
    }

    private ReportDocument report(String experimentId, Embeddings embeddings) {
        return ExperimentReportBuilder.build(
                experiment(experimentId),
                state.scores(experimentId),
                state.failures(experimentId),
                state.images(experimentId),
                state.cancelledJobs(experimentId),
                skippedJobs(experimentId),
                state.decisions(experimentId),
                embeddings);
    }

    /** Those that can matter; of most experiments there are none. */
    private List<SkippedJob> skippedJobs(String experimentId) {
        boolean some = state.cancelledJobs(experimentId).isPresent()
                || experiment(experimentId).getStop() != null;
        return some ? state.skippedJobs(experimentId) : List.of();
    }

    /** The embeddings of the scores of all experiments. */
    public Embeddings embeddings() {
        return new LiveEmbeddings(state);
    }

    /** What analyses read of an experiment. Takes some hundred milliseconds for a thousand items. */
    public AnalysedExperiment analysed(String experimentId) {
        Experiment experiment = experiment(experimentId);
        return new AnalysedExperiment(
                progress(experiment, new DesignCells(experiment, state)),
                ExperimentData.of(
                        experiment,
                        ExperimentReportBuilder.scorers(
                                experiment,
                                state.scores(experimentId),
                                state.failures(experimentId),
                                state.images(experimentId),
                                state.cancelledJobs(experimentId),
                                skippedJobs(experimentId),
                                state.decisions(experimentId)),
                        embeddings()));
    }

    private ExperimentProgress progress(Experiment experiment, DesignCells cells) {
        return new ProgressCount(experiment, state).of(cells.scored(), cells.tokens());
    }
}
