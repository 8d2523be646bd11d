package io.steerscope.app.experiment;

import java.time.Duration;

/**
 * A part of a run. Phases follow one another without a gap.
 *
 * @param name what was done, in a few words
 * @param took its duration
 * @param processor processor time of the process during it, over all cores; 0 where the platform does not tell
 */
public record Phase(String name, Duration took, Duration processor) {}
