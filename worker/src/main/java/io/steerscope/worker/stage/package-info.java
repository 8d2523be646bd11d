/**
 * What a stage tells the worker about itself: how to read a record, what to make of it, and where the results go.
 *
 * <p>A stage is written without a thought for Kafka, threads or failures of the broker. The worker calls
 * {@link io.steerscope.worker.stage.StageProcessor#prepare} from several threads at once, and
 * {@link io.steerscope.worker.stage.StageProcessor#process} from one thread only, so a model needs no lock.
 */
@NullMarked
package io.steerscope.worker.stage;

import org.jspecify.annotations.NullMarked;
