package io.steerscope.statistics.interval;

/**
 * How a bootstrap is drawn.
 *
 * @param resamples number of resamples, at least 100
 * @param seed seed of the generator; equal seeds and values give equal bits
 * @param level confidence level, inside (0.5, 1)
 */
public record BootstrapSettings(int resamples, long seed, double level) {

    /** Checks the ranges. */
    public BootstrapSettings {
        if (resamples < 100) {
            throw new IllegalArgumentException("A bootstrap needs at least 100 resamples, not " + resamples);
        }
        ConfidenceLevel.checked(level);
    }
}
