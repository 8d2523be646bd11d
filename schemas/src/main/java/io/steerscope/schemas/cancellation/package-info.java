/**
 * What a {@link io.steerscope.schemas.record.Cancellation} says of a job.
 *
 * <p>An order to cancel holds for the jobs of its experiment that lay below the ends of the partitions when it was
 * given. So it is a function of a job's position alone: it never has to be lifted, and does not race with jobs that are
 * written later. Who takes a cancelled experiment up again writes the jobs that have no image once more, above these
 * ends, and in the same transaction the order again, with {@code takenUpEnds} moved up to {@code jobEnds}: whatever was
 * skipped below them is open again, and the experiment counts as cancelled no longer.
 *
 * <p>The last order of every experiment counts.
 */
@NullMarked
package io.steerscope.schemas.cancellation;

import org.jspecify.annotations.NullMarked;
