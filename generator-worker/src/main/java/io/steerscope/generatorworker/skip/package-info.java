/**
 * Jobs that are not wanted any more. They get the outcome <em>skipped</em>, one record each, in the transaction that
 * commits their offset, and no image.
 *
 * <p>{@link io.steerscope.generatorworker.skip.SkippingStage} asks about every job when it is read, and again just
 * before the model would begin with it, so a job that waits in memory is skipped too;
 * {@link io.steerscope.generatorworker.skip.UnwantedJobs} answers.
 * {@link io.steerscope.generatorworker.skip.FollowedTopics} knows the orders to cancel and the decisions: a worker has
 * read all of them before it takes its first job, and follows later ones while it runs. What was known last holds while
 * the cluster is away.
 */
@NullMarked
package io.steerscope.generatorworker.skip;

import org.jspecify.annotations.NullMarked;
