package io.steerscope.app.experiment;

import java.time.Duration;
import java.util.List;

import io.steerscope.app.progress.StageCount;

/** How a run ended. */
public sealed interface RunOutcome {

    /**
     * The experiment is finished and its results are written.
     *
     * @param table the results as a table
     * @param times where the time of each worker went
     * @param phases the time of the run from its start to its end, part by part; empty where that was not noted
     * @param duration time from start to end
     * @param retryable images that failed for a reason that may have gone since, as a folder that was missing
     * @param decided images that were not made, as their cells were decided
     * @param expected images of the design
     */
    record Finished(
            String table,
            List<StageTime> times,
            List<Phase> phases,
            Duration duration,
            long retryable,
            long decided,
            long expected)
            implements RunOutcome {

        /** Of a run whose images were all to be made. */
        Finished(String table, List<StageTime> times, List<Phase> phases, Duration duration, long retryable) {
            this(table, times, phases, duration, retryable, 0, 0);
        }

        /** The same, once everything has ended. */
        Finished after(RunPhases all) {
            Duration sum = all.ended().stream().map(Phase::took).reduce(Duration.ZERO, Duration::plus);
            return new Finished(table, times, all.ended(), sum, retryable, decided, expected);
        }
    }

    /**
     * The experiment had been finished before.
     *
     * @param table the results as a table
     */
    record FinishedBefore(String table) implements RunOutcome {}

    /**
     * The run was told to stop; started again, it continues.
     *
     * @param counts how far the stages are
     */
    record Stopped(List<StageCount> counts) implements RunOutcome {}
}
