package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.steerscope.aggregator.state.TokenCounts;
import io.steerscope.results.design.Completeness;
import io.steerscope.results.design.DecidedCells;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.design.FailureCount;
import io.steerscope.results.design.OpenFailures;
import io.steerscope.results.design.Skips;
import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.SkippedJob;

/** Counts how far the stages of one experiment are. */
final class ProgressCount {

    private final Experiment experiment;
    private final LiveState state;
    private final List<DeadLetter> failures;
    private final Optional<CancelledJobs> order;
    private final DecidedCells decided;
    private final Collection<SkippedJob> skipped;

    ProgressCount(Experiment experiment, LiveState state) {
        String id = experiment.getExperimentId();
        this.experiment = experiment;
        this.state = state;
        this.failures = state.failures(id);
        this.order = state.cancelledJobs(id);
        this.decided = DecidedCells.of(experiment, state.decisions(id));
        this.skipped = order.isEmpty() && decided.count() == 0
                ? List.of()
                : Skips.standing(experiment, order, decided, state.skippedJobs(id));
    }

    /**
     * @param scores number of scores by scorer
     * @param tokens what they say of their tokens, by scorer
     */
    ExperimentProgress of(Map<String, Long> scores, Map<String, TokenCounts> tokens) {
        Map<String, Long> scored = new TreeMap<>(scores);
        failures.stream()
                .map(DeadLetter::getScorerId)
                .filter(Objects::nonNull)
                .forEach(scorer -> scored.putIfAbsent(scorer, 0L));
        Set<String> judged = judged(scored.keySet());
        Set<String> settled = settled(scored.keySet(), judged);
        Skips all = skips(settled, 0);
        long given = all.count();
        List<ScorerProgress> scorers = scored.entrySet().stream()
                .map(entry -> new ScorerProgress(
                        entry.getKey(),
                        new Completeness(
                                experiment.getExpectedJobs(),
                                entry.getValue(),
                                OpenFailures.count(failures, entry.getKey(), judged::contains),
                                given,
                                experiment.getStop() != null),
                        tokens.getOrDefault(entry.getKey(), TokenCounts.NONE)))
                .toList();
        List<DeadLetter> ofGenerator = OpenFailures.standing(failures).stream()
                .filter(failure -> failure.getScorerId() == null)
                .toList();
        StageProgress made = generator(scorers, ofGenerator, judged, given);
        return new ExperimentProgress(
                experiment,
                scorers,
                made,
                ofGenerator.size(),
                FailureCount.of(OpenFailures.of(failures, scored.keySet(), judged::contains)),
                all.byReason(),
                decided.count(),
                skips(settled, made.done() + made.failed()).cancelled());
    }

    /** The score keys, among those of failed and skipped images, under which there is a score. */
    private Set<String> judged(Set<String> scorers) {
        List<String> keys = new ArrayList<>();
        for (String scorer : scorers) {
            failures.forEach(failure -> keys.add(RecordKeys.scoreKey(failure.getIdentity(), scorer)));
            skipped.forEach(job -> keys.add(RecordKeys.scoreKey(job.getIdentity(), scorer)));
        }
        return state.scored(keys);
    }

    private Skips skips(Set<String> settledJobs, long settled) {
        return Skips.of(experiment, order, decided, skipped, settledJobs::contains, settled);
    }

    /** The jobs, among those that were skipped, that have an image, a score or a failure all the same. */
    private Set<String> settled(Set<String> scorers, Set<String> judged) {
        Set<String> keys = new HashSet<>(state.imaged(skipped.stream()
                .map(job -> RecordKeys.jobKey(job.getIdentity()))
                .toList()));
        OpenFailures.standing(failures).forEach(failure -> keys.add(RecordKeys.jobKey(failure.getIdentity())));
        for (SkippedJob job : skipped) {
            Identity identity = job.getIdentity();
            if (scorers.stream().anyMatch(scorer -> judged.contains(RecordKeys.scoreKey(identity, scorer)))) {
                keys.add(RecordKeys.jobKey(identity));
            }
        }
        return keys;
    }

    /**
     * The generator has made the images that there are summaries of, or somebody has ingested them; of those made
     * before there were any, what the scorer that is most advanced has scored or could not score.
     */
    private StageProgress generator(
            List<ScorerProgress> scorers, List<DeadLetter> failed, Set<String> judged, long given) {
        long open = failed.stream()
                .filter(failure -> scorers.stream()
                        .noneMatch(scorer ->
                                judged.contains(RecordKeys.scoreKey(failure.getIdentity(), scorer.scorerId()))))
                .count();
        long settled = scorers.stream()
                .mapToLong(scorer ->
                        scorer.completeness().scored() + scorer.completeness().failed())
                .max()
                .orElse(open);
        long images = Math.min(state.imageCount(experiment.getExperimentId()), experiment.getExpectedJobs());
        long made = Math.max(images, settled - open);
        long missing = Math.max(0, experiment.getExpectedJobs() - made);
        return new StageProgress(
                DesignScope.isOfImages(experiment) ? StageProgress.INGEST : StageProgress.GENERATOR,
                null,
                made,
                Math.min(open, missing),
                given,
                experiment.getExpectedJobs());
    }
}
