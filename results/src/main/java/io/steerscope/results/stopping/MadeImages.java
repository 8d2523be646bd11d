package io.steerscope.results.stopping;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.design.OpenFailures;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.statistics.analysis.CategoryAlpha;

/** Counts what became of the images of every cell: made, else given up, else skipped. */
final class MadeImages {

    private record Place(String method, CategoryAlpha cell) {}

    private final Experiment experiment;
    private final StoppingPlan plan;
    private final Set<String> settled = new HashSet<>();
    private final Map<Place, Long> made = new HashMap<>();
    private final Map<Place, Long> failed = new HashMap<>();
    private final Map<Place, Long> skipped = new HashMap<>();

    private MadeImages(Experiment experiment, StoppingPlan plan) {
        this.experiment = experiment;
        this.plan = plan;
    }

    /**
     * Counts the images of a design.
     *
     * @param images summaries of its images
     * @param scores scores of its images, by any scorers
     * @param failures failures, those of scorers included, which do not count here
     * @param skippedJobs its skipped jobs that were not written again since
     */
    static MadeImages of(
            Experiment experiment,
            StoppingPlan plan,
            Collection<ImageSummary> images,
            Collection<MarginScore> scores,
            Collection<DeadLetter> failures,
            Collection<SkippedJob> skippedJobs) {
        MadeImages counted = new MadeImages(experiment, plan);
        images.forEach(image -> counted.count(image.getIdentity(), image.getCategory(), counted.made));
        scores.forEach(score -> counted.count(score.getIdentity(), score.getCategory(), counted.made));
        OpenFailures.standing(failures).stream()
                .filter(failure -> failure.getScorerId() == null && failure.getCategory() != null)
                .forEach(failure -> counted.count(failure.getIdentity(), failure.getCategory(), counted.failed));
        skippedJobs.forEach(job -> counted.count(job.getIdentity(), job.getCategory(), counted.skipped));
        return counted;
    }

    private void count(Identity identity, String category, Map<Place, Long> counts) {
        if (settled.add(RecordKeys.jobKey(identity))) {
            counts.merge(
                    new Place(identity.getMethod(), new CategoryAlpha(category, identity.getAlpha() + 0.0)),
                    1L,
                    Long::sum);
        }
    }

    /** Of one cell. */
    ImageCounts of(String method, CategoryAlpha cell) {
        long seeds = experiment.getSeeds().size();
        Place place = new Place(method, cell);
        return new ImageCounts(
                seeds * plan.plannedItems().getOrDefault(cell.category(), 0L),
                seeds * plan.mostItems().getOrDefault(cell.category(), 0L),
                made.getOrDefault(place, 0L),
                failed.getOrDefault(place, 0L),
                skipped.getOrDefault(place, 0L));
    }

    /** Of the whole design, unsteered images included. */
    ImageCounts all() {
        ImageCounts all = new ImageCounts(0, 0, 0, 0, 0);
        for (String category : plan.plannedItems().keySet()) {
            for (String method : experiment.getMethods()) {
                for (double alpha : experiment.getAlphas()) {
                    all = all.plus(of(method, new CategoryAlpha(category, alpha + 0.0)));
                }
            }
            for (UnsteeredImage image : DesignScope.baseline(experiment).images()) {
                all = all.plus(of(image.id(), new CategoryAlpha(category, image.alpha())));
            }
        }
        return all;
    }
}
