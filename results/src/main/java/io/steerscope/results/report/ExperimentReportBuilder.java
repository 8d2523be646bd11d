package io.steerscope.results.report;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.analysis.Embeddings;
import io.steerscope.results.design.DecidedCells;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.design.OpenFailures;
import io.steerscope.results.design.Skips;
import io.steerscope.results.figures.Contrast;
import io.steerscope.results.figures.GeneratorTruncation;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.stopping.StoppedExperiment;
import io.steerscope.results.stopping.StoppedExperimentBuilder;
import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.SkippedJob;

/** Builds the report of an experiment from its scores, failures and images. */
public final class ExperimentReportBuilder {

    private final Experiment experiment;
    private final ScorerReportBuilder scorers;

    private ExperimentReportBuilder(Experiment experiment) {
        this.experiment = experiment;
        this.scorers = new ScorerReportBuilder(experiment);
    }

    /**
     * The report. It is a function of the last score, failure, summary, order to cancel and skip under every key:
     * neither the order of the arguments nor their clock times matter.
     *
     * @param experiment the design; scores outside it or of another measure, and those of a pair that are not of the
     *     category of most of its scores, are counted as unexpected and left out; those of its baseline count as scored
     *     and in no figure
     * @param scores scores of the experiment by any scorers; those without {@link Contrast} count as scored and in no
     *     figure; of several under one key the last counts
     * @param failures failures of the experiment that name a job, those included whose image was scored later
     * @param images summaries of the experiment's images, each once; none of images made before there were summaries
     * @param order the last order to cancel the experiment
     * @param skipped the skipped jobs of the experiment, each key once
     * @param decisions the decisions of the experiment, each key once; none where its design stops nothing
     * @param embeddings the embeddings of the scores, each of the last record under its key, and of their prompts
     */
    public static ReportDocument build(
            Experiment experiment,
            Collection<MarginScore> scores,
            Collection<DeadLetter> failures,
            Collection<ImageSummary> images,
            Optional<CancelledJobs> order,
            Collection<SkippedJob> skipped,
            Collection<Decision> decisions,
            Embeddings embeddings) {
        ExperimentReportBuilder builder = new ExperimentReportBuilder(experiment);
        JudgedScores judged = JudgedScores.of(scores, failures);
        DecidedCells decided = DecidedCells.of(experiment, decisions);
        Skips skips = builder.skips(scores, failures, images, order, decided, skipped);
        List<ScorerReport> scorers = builder.scorers(judged, failures, skips);
        return builder.build(
                scores,
                failures,
                images,
                judged,
                skips,
                scorers,
                builder.stopping(
                        scores,
                        failures,
                        images,
                        Skips.standing(experiment, order, decided, skipped),
                        decisions,
                        judged,
                        scorers),
                embeddings);
    }

    /** The report of an experiment in which nothing was decided. */
    public static ReportDocument build(
            Experiment experiment,
            Collection<MarginScore> scores,
            Collection<DeadLetter> failures,
            Collection<ImageSummary> images,
            Optional<CancelledJobs> order,
            Collection<SkippedJob> skipped,
            Embeddings embeddings) {
        return build(experiment, scores, failures, images, order, skipped, List.of(), embeddings);
    }

    /** The report without the analyses of embeddings. */
    public static ReportDocument build(
            Experiment experiment,
            Collection<MarginScore> scores,
            Collection<DeadLetter> failures,
            Collection<ImageSummary> images,
            Optional<CancelledJobs> order,
            Collection<SkippedJob> skipped) {
        return build(experiment, scores, failures, images, order, skipped, Embeddings.NONE);
    }

    /** The report of an experiment in which everything is wanted. */
    public static ReportDocument build(
            Experiment experiment,
            Collection<MarginScore> scores,
            Collection<DeadLetter> failures,
            Collection<ImageSummary> images) {
        return build(experiment, scores, failures, images, Optional.empty(), List.of());
    }

    /** The report of images without summaries. */
    public static ReportDocument build(
            Experiment experiment, Collection<MarginScore> scores, Collection<DeadLetter> failures) {
        return build(experiment, scores, failures, List.of());
    }

    /** The results of every scorer, as the report has them, with the same arguments. */
    public static List<ScorerReport> scorers(
            Experiment experiment,
            Collection<MarginScore> scores,
            Collection<DeadLetter> failures,
            Collection<ImageSummary> images,
            Optional<CancelledJobs> order,
            Collection<SkippedJob> skipped,
            Collection<Decision> decisions) {
        ExperimentReportBuilder builder = new ExperimentReportBuilder(experiment);
        return builder.scorers(
                JudgedScores.of(scores, failures),
                failures,
                builder.skips(scores, failures, images, order, DecidedCells.of(experiment, decisions), skipped));
    }

    /** The results of an experiment in which nothing was decided. */
    public static List<ScorerReport> scorers(
            Experiment experiment,
            Collection<MarginScore> scores,
            Collection<DeadLetter> failures,
            Collection<ImageSummary> images,
            Optional<CancelledJobs> order,
            Collection<SkippedJob> skipped) {
        return scorers(experiment, scores, failures, images, order, skipped, List.of());
    }

    private Skips skips(
            Collection<MarginScore> scores,
            Collection<DeadLetter> failures,
            Collection<ImageSummary> images,
            Optional<CancelledJobs> order,
            DecidedCells decided,
            Collection<SkippedJob> skipped) {
        if (order.isEmpty() && experiment.getStop() == null) {
            return Skips.NONE;
        }
        Set<String> settled = new HashSet<>();
        images.stream()
                .filter(image -> isInDesign(image.getIdentity(), image.getCategory()))
                .forEach(image -> settled.add(RecordKeys.jobKey(image.getIdentity())));
        scores.stream().filter(this::isInDesign).forEach(score -> settled.add(RecordKeys.jobKey(score.getIdentity())));
        OpenFailures.standing(failures).forEach(failure -> settled.add(RecordKeys.jobKey(failure.getIdentity())));
        return Skips.of(experiment, order, decided, skipped, settled::contains, settled.size());
    }

    private List<ScorerReport> scorers(JudgedScores judged, Collection<DeadLetter> failures, Skips skips) {
        return judged.byScorer().entrySet().stream()
                .map(entry -> scorers.of(
                        entry.getKey(),
                        entry.getValue(),
                        OpenFailures.count(failures, entry.getKey(), judged.byKey()::containsKey),
                        skips.count()))
                .toList();
    }

    private ReportDocument build(
            Collection<MarginScore> scores,
            Collection<DeadLetter> failures,
            Collection<ImageSummary> images,
            JudgedScores judged,
            Skips skips,
            List<ScorerReport> scorers,
            @Nullable StoppedExperiment stopping,
            Embeddings embeddings) {
        return ReportDocument.of(
                experiment,
                distinct(images.stream()
                        .filter(image -> isInDesign(image.getIdentity(), image.getCategory()))
                        .map(image -> image.getGenerator().getBundleSha256())),
                distinct(images.stream()
                        .filter(image -> isInDesign(image.getIdentity(), image.getCategory()))
                        .map(image -> image.getGenerator().getDtype())),
                generatorTruncation(scores, images),
                scorers,
                OpenFailures.of(failures, judged.byScorer().keySet(), judged.byKey()::containsKey),
                skips,
                stopping,
                embeddings);
    }

    private @Nullable StoppedExperiment stopping(
            Collection<MarginScore> scores,
            Collection<DeadLetter> failures,
            Collection<ImageSummary> images,
            Collection<SkippedJob> skipped,
            Collection<Decision> decisions,
            JudgedScores judged,
            List<ScorerReport> scorers) {
        StoppedExperimentBuilder.Records records = new StoppedExperimentBuilder.Records(
                images.stream()
                        .filter(image -> isInDesign(image.getIdentity(), image.getCategory()))
                        .toList(),
                scores.stream().filter(this::isInDesign).toList(),
                failures,
                skipped,
                decisions);
        return StoppedExperimentBuilder.of(
                        experiment,
                        records,
                        scorers.stream()
                                .map(scorer -> new StoppedExperimentBuilder.Judged(
                                        scorer,
                                        this.scorers.expected(
                                                judged.byScorer().getOrDefault(scorer.scorerId(), List.of())),
                                        OpenFailures.of(
                                                failures, List.of(scorer.scorerId()), judged.byKey()::containsKey)))
                                .toList())
                .orElse(null);
    }

    /** Null where it is not known of every image: of those from elsewhere nobody has told. */
    private @Nullable GeneratorTruncation generatorTruncation(
            Collection<MarginScore> scores, Collection<ImageSummary> images) {
        if (DesignScope.isOfImages(experiment)) {
            return null;
        }
        List<ImageSummary> made = images.stream()
                .filter(image -> isInDesign(image.getIdentity(), image.getCategory()))
                .toList();
        Set<Identity> known = made.stream().map(ImageSummary::getIdentity).collect(Collectors.toSet());
        boolean isWhole =
                scores.stream().filter(this::isInDesign).allMatch(score -> known.contains(score.getIdentity()));
        return isWhole && !made.isEmpty() ? GeneratorTruncation.of(made) : null;
    }

    /** Texts in ascending order, each once; those that are absent are left out. */
    static List<String> distinct(Stream<@Nullable String> texts) {
        return texts.flatMap(Stream::ofNullable).distinct().sorted().toList();
    }

    private boolean isInDesign(MarginScore score) {
        return scorers.isInDesign(score);
    }

    private boolean isInDesign(Identity identity, String category) {
        return scorers.isInDesign(identity, category);
    }
}
