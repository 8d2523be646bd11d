/**
 * Analyses beside the margin. {@link io.steerscope.results.analysis.Analysis} is what one has to give, and
 * {@link io.steerscope.results.analysis.Analyses} the list of them: one that is in it is in every report, in the
 * answers of the aggregator and on its dashboard.
 *
 * <p>The margin stays outside of this: it has an exact running state and verdicts that hold at every moment.
 */
@NullMarked
package io.steerscope.results.analysis;

import org.jspecify.annotations.NullMarked;
