package io.steerscope.results.design;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.SkippedJob;

/**
 * The images of an experiment that were not made because they were not wanted any more.
 *
 * @param cancelled whether the experiment is cancelled, was not taken up again, and has images that were not made
 * @param byReason number of skipped images by the reason's name; no reason without images
 */
public record Skips(boolean cancelled, SortedMap<String, Long> byReason) {

    /** Of an experiment in which everything is wanted. */
    public static final Skips NONE = new Skips(false, new TreeMap<>());

    /** Makes the map unmodifiable. */
    public Skips {
        byReason = Collections.unmodifiableSortedMap(new TreeMap<>(byReason));
    }

    /**
     * The skips of an experiment.
     *
     * @param order the last order to cancel it
     * @param records its skipped jobs, each key once; those outside the design, and those that were written again
     *     since, do not count
     * @param isSettled whether a job, by its key, has an image or a failure, which stand above its being skipped
     * @param settled how many jobs of the design have an image or a failure
     */
    public static Skips of(
            Experiment experiment,
            Optional<CancelledJobs> order,
            Collection<SkippedJob> records,
            Predicate<String> isSettled,
            long settled) {
        SortedMap<String, Long> byReason = new TreeMap<>();
        for (SkippedJob job : standing(experiment, order, records)) {
            if (!isSettled.test(RecordKeys.jobKey(job.getIdentity()))) {
                byReason.merge(job.getReason().name(), 1L, Long::sum);
            }
        }
        boolean cancelled =
                order.filter(CancelledJobs::isInForce).isPresent() && settled < experiment.getExpectedJobs();
        return new Skips(cancelled, byReason);
    }

    /** The skipped jobs of the design that were not written again since. */
    public static Collection<SkippedJob> standing(
            Experiment experiment, Optional<CancelledJobs> order, Collection<SkippedJob> records) {
        DesignScope scope = DesignScope.of(experiment);
        return records.stream()
                .filter(job -> order.filter(jobs -> jobs.isSettled(job.getJobPartition(), job.getJobOffset()))
                        .isPresent())
                .filter(job -> scope.holdsImage(
                                job.getCategory(),
                                job.getIdentity().getMethod(),
                                job.getIdentity().getAlpha())
                        && (DesignScope.isOfImages(experiment)
                                || experiment
                                        .getSeeds()
                                        .contains(job.getIdentity().getSeed())))
                .toList();
    }

    /** Number of skipped images. */
    public long count() {
        return byReason.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether there is nothing to say. */
    public boolean isEmpty() {
        return !cancelled && byReason.isEmpty();
    }

    /**
     * What was skipped, why, and what that means for the figures.
     *
     * @param complete whether nothing is open any more
     */
    public String sentences(Experiment experiment, boolean complete) {
        String counted = Numbers.count(count()) + " of its " + Numbers.count(experiment.getExpectedJobs(), "image");
        String order = cancelled ? "This experiment was cancelled: " : "Of this experiment, ";
        String verb = count() == 1 ? " was" : " were";
        return order + counted + verb + " skipped"
                + (complete ? " and not made." : " so far; the jobs that are open will be.")
                + " When it stops was not laid down in its design, so the verdicts are those that hold"
                + " at every moment; the other tests are at the n that there is, and hold only if nobody stopped it for what"
                + " the figures showed.";
    }
}
