package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.steerscope.results.design.DecidedCells;
import io.steerscope.results.design.OpenFailures;
import io.steerscope.results.design.Skips;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.schemas.record.SkippedJob;

/** Finds the images of an experiment that failed or were skipped and have no score. */
final class LostImages {

    private static final String GENERATOR = "generator";
    private static final String NO_SCORER = "";

    private final Experiment experiment;
    private final LiveState state;
    private final List<String> scorers;
    private final Map<String, LostImage> lost = new TreeMap<>();

    LostImages(ExperimentProgress progress, LiveState state) {
        this.experiment = progress.experiment();
        this.state = state;
        this.scorers = progress.scorers().isEmpty()
                ? List.of(NO_SCORER)
                : progress.scorers().stream().map(ScorerProgress::scorerId).toList();
    }

    /** By key of the image and scorer; a failure stands above being skipped, the last failure above those before. */
    List<LostImage> all() {
        String id = experiment.getExperimentId();
        Collection<SkippedJob> skipped = Skips.standing(
                experiment,
                state.cancelledJobs(id),
                DecidedCells.of(experiment, state.decisions(id)),
                state.skippedJobs(id));
        Set<String> made = state.imaged(skipped.stream()
                .map(job -> RecordKeys.jobKey(job.getIdentity()))
                .toList());
        skipped.stream()
                .filter(job -> !made.contains(RecordKeys.jobKey(job.getIdentity())))
                .forEach(this::skipped);
        OpenFailures.standing(state.failures(id)).stream()
                .sorted(Comparator.comparing(DeadLetter::getFailedAt))
                .forEach(this::failed);
        Set<String> scored = new HashSet<>(state.scored(lost.keySet()));
        List<LostImage> all = new ArrayList<>();
        lost.forEach((key, image) -> {
            if (!scored.contains(key)) {
                all.add(image);
            }
        });
        return all;
    }

    private void skipped(SkippedJob job) {
        String reason =
                job.getReason() == SkipReason.CANCELLED ? "the experiment was cancelled" : "its cell is decided";
        for (String scorer : scorers) {
            put(new LostImage(
                    job.getIdentity(),
                    job.getCategory(),
                    scorer,
                    LostImage.SKIPPED,
                    GENERATOR,
                    job.getReason().name(),
                    reason));
        }
    }

    private void failed(DeadLetter failure) {
        String own = failure.getScorerId();
        for (String scorer : own == null ? scorers : List.of(own)) {
            put(new LostImage(
                    failure.getIdentity(),
                    failure.getCategory() == null ? "" : failure.getCategory(),
                    scorer,
                    LostImage.FAILED,
                    failure.getStage(),
                    failure.getKind().name(),
                    failure.getError()));
        }
    }

    private void put(LostImage image) {
        Identity identity = image.identity();
        lost.put(
                image.scorerId().equals(NO_SCORER)
                        ? RecordKeys.jobKey(identity)
                        : RecordKeys.scoreKey(identity, image.scorerId()),
                image);
    }
}
