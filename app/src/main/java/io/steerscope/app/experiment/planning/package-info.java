/**
 * What a run will take before it begins: {@link io.steerscope.app.experiment.planning.Measurement} makes a few
 * images as the run would, {@link io.steerscope.app.experiment.planning.ExpectedTime} and
 * {@link io.steerscope.app.experiment.planning.ExpectedDisk} carry that over to all images. Nothing here writes a file
 * or a record.
 */
@NullMarked
package io.steerscope.app.experiment.planning;

import org.jspecify.annotations.NullMarked;
