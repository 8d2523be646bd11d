package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.results.design.FailureCount;
import io.steerscope.schemas.record.Experiment;

/**
 * How far an experiment is.
 *
 * @param experiment the design
 * @param scorers progress of every scorer that has given a score or a failure, in alphabetical order
 * @param generator progress of the generator, or of what ingests images
 * @param imagesFailed images that the generator gave up, whether or not a later attempt was scored
 * @param failures failures that leave an image without a score, by stage and kind; those that were retried are not
 *     among them
 * @param skipped number of images that were not made because they were not wanted any more, by the reason's name; no
 *     reason without images
 * @param decidedCells number of cells of which no more images are made, as they are decided
 * @param cancelled whether it is cancelled, was not taken up again, and has images that were not made
 */
public record ExperimentProgress(
        Experiment experiment,
        List<ScorerProgress> scorers,
        StageProgress generator,
        long imagesFailed,
        List<FailureCount> failures,
        SortedMap<String, Long> skipped,
        int decidedCells,
        boolean cancelled) {

    /** Copies the lists. */
    public ExperimentProgress {
        scorers = List.copyOf(scorers);
        failures = List.copyOf(failures);
        skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    }

    /** Whether every scorer seen so far has finished; also if there is none because no image came to be. */
    public boolean isComplete() {
        if (scorers.isEmpty()) {
            return imagesFailed + generator.skipped() >= experiment.getExpectedJobs();
        }
        return scorers.stream().allMatch(scorer -> scorer.completeness().isComplete());
    }

    /** Whether one scorer has finished. */
    public boolean isComplete(String scorerId) {
        return scorers.stream()
                        .anyMatch(scorer -> scorer.scorerId().equals(scorerId)
                                && scorer.completeness().isComplete())
                || scorers.isEmpty() && isComplete();
    }

    /** Whether one scorer has finished at the n that was planned, which no design has that stops cells when decided. */
    public boolean isAtPlannedN(String scorerId) {
        return isComplete(scorerId) && generator.skipped() == 0 && experiment.getStop() == null;
    }

    /** The generator, then the scorers. */
    public List<StageProgress> stages() {
        List<StageProgress> stages = new ArrayList<>();
        stages.add(generator);
        scorers.forEach(scorer -> stages.add(new StageProgress(
                StageProgress.SCORER,
                scorer.scorerId(),
                scorer.completeness().scored(),
                scorer.completeness().failed(),
                scorer.completeness().skipped(),
                scorer.completeness().expected())));
        return stages;
    }
}
