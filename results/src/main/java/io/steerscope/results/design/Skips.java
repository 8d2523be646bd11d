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
import io.steerscope.schemas.record.SkipReason;
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
     * @param decided its cells of which no more images are made
     * @param records its skipped jobs, each key once; those outside the design, and those that were written again
     *     since, do not count
     * @param isSettled whether a job, by its key, has an image or a failure, which stand above its being skipped
     * @param settled how many jobs of the design have an image or a failure
     */
    public static Skips of(
            Experiment experiment,
            Optional<CancelledJobs> order,
            DecidedCells decided,
            Collection<SkippedJob> records,
            Predicate<String> isSettled,
            long settled) {
        SortedMap<String, Long> byReason = new TreeMap<>();
        for (SkippedJob job : standing(experiment, order, decided, records)) {
            if (!isSettled.test(RecordKeys.jobKey(job.getIdentity()))) {
                byReason.merge(job.getReason().name(), 1L, Long::sum);
            }
        }
        long notWanted = byReason.getOrDefault(SkipReason.DECIDED.name(), 0L);
        boolean cancelled = order.filter(CancelledJobs::isInForce).isPresent()
                && settled + notWanted < experiment.getExpectedJobs();
        return new Skips(cancelled, byReason);
    }

    /**
     * The skipped jobs of the design that are not wanted still: those of decided cells for good, cancelled ones unless
     * they were written again since.
     */
    public static Collection<SkippedJob> standing(
            Experiment experiment,
            Optional<CancelledJobs> order,
            DecidedCells decided,
            Collection<SkippedJob> records) {
        DesignScope scope = DesignScope.of(experiment);
        return records.stream()
                .filter(job -> isStanding(job, order, decided))
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

    private static boolean isStanding(SkippedJob job, Optional<CancelledJobs> order, DecidedCells decided) {
        return job.getReason() == SkipReason.DECIDED
                ? decided.holds(job)
                : order.filter(jobs -> jobs.isSettled(job.getJobPartition(), job.getJobOffset()))
                        .isPresent();
    }

    /** Number of skipped images. */
    public long count() {
        return byReason.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether there is nothing to say. */
    public boolean isEmpty() {
        return !cancelled && byReason.isEmpty();
    }

    private long count(SkipReason reason) {
        return byReason.getOrDefault(reason.name(), 0L);
    }

    /**
     * What was skipped, why, and what that means for the figures.
     *
     * @param complete whether nothing is open any more
     */
    public String sentences(Experiment experiment, boolean complete) {
        StringBuilder text = new StringBuilder();
        long decided = count(SkipReason.DECIDED);
        if (decided > 0) {
            text.append("Of this experiment, ")
                    .append(counted(decided, experiment))
                    .append(" not made, as the cells that they belong to were decided: its design says so.");
        }
        long others = count() - decided;
        if (cancelled || others > 0) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(cancelled ? "This experiment was cancelled: " : "Of this experiment, ")
                    .append(counted(others, experiment))
                    .append(" skipped")
                    .append(complete ? " and not made." : " so far; the jobs that are open will be.")
                    .append(" When it stops was not laid down in its design, so the verdicts are those that hold")
                    .append(" at every moment; the other tests are at the n that there is, and hold only if nobody")
                    .append(" stopped it for what the figures showed.");
        }
        return text.toString();
    }

    private static String counted(long count, Experiment experiment) {
        return Numbers.count(count) + " of its " + Numbers.count(experiment.getExpectedJobs(), "image")
                + (count == 1 ? " was" : " were");
    }
}
