package io.steerscope.producer.publish;

import io.steerscope.schemas.record.Experiment;

/**
 * An order to cancel that was given.
 *
 * @param experiment the experiment as it stands in the topic
 * @param again whether it was cancelled before
 * @param openJobs the most jobs that are left to skip: those without an image or failure, of which some may be made at
 *     this moment; or {@link #UNKNOWN}
 */
public record CancelOutcome(Experiment experiment, boolean again, long openJobs) {

    /** The number of open jobs could not be had. */
    public static final long UNKNOWN = -1;
}
