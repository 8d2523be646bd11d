/**
 * From a design to its jobs.
 *
 * <p>An {@link io.steerscope.producer.design.ExperimentDesign} says what is to be measured; an
 * {@link io.steerscope.producer.design.ExperimentPlan} lists the jobs that do it. Both are functions of their input
 * alone: the same design gives the same records in the same order on any machine.
 */
@NullMarked
package io.steerscope.producer.design;

import org.jspecify.annotations.NullMarked;
