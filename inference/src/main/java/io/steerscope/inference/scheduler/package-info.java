/**
 * Noise schedules and solvers, computed as the schedulers of Hugging Face diffusers do.
 *
 * <p>A {@link io.steerscope.inference.scheduler.Scheduler} serves one sampling run and holds its state, which is
 * element-wise over the latents: one instance may advance a whole batch, since no element depends on another.
 * Instances are not thread-safe.
 */
@NullMarked
package io.steerscope.inference.scheduler;

import org.jspecify.annotations.NullMarked;
