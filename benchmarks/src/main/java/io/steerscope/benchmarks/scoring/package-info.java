/**
 * Scoring of images, timed beside PyTorch: the model alone, files to margins, records to margins.
 *
 * <p>{@code scripts/scoring.sh} starts {@link io.steerscope.benchmarks.scoring.ScoringPeer} and Python's side, which
 * take turns.
 */
@NullMarked
package io.steerscope.benchmarks.scoring;

import org.jspecify.annotations.NullMarked;
