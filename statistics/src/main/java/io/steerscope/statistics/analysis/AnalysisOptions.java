package io.steerscope.statistics.analysis;

import java.util.Set;

import io.steerscope.statistics.interval.BootstrapSettings;

/**
 * Options of an analysis.
 *
 * @param expectedSeeds seeds that every item must have to count; empty means the set of all seeds observed
 * @param bootstrapResamples number of bootstrap resamples, at least 100
 * @param seed seed of the bootstrap
 * @param level confidence level of every interval, inside (0.5, 1)
 */
public record AnalysisOptions(Set<Long> expectedSeeds, int bootstrapResamples, long seed, double level) {

    private static final AnalysisOptions DEFAULTS = new AnalysisOptions(Set.of(), 100_000, 1L, 0.95);

    /** Checks the ranges. */
    public AnalysisOptions {
        expectedSeeds = Set.copyOf(expectedSeeds);
        new BootstrapSettings(bootstrapResamples, seed, level);
    }

    /** Seeds as observed, 100,000 resamples, seed 1, level 0.95. */
    public static AnalysisOptions defaults() {
        return DEFAULTS;
    }

    /** With the seeds that every item must have. */
    public AnalysisOptions withExpectedSeeds(Set<Long> seeds) {
        return new AnalysisOptions(seeds, bootstrapResamples, seed, level);
    }

    /** With another number of bootstrap resamples. */
    public AnalysisOptions withBootstrapResamples(int resamples) {
        return new AnalysisOptions(expectedSeeds, resamples, seed, level);
    }

    /** With another seed of the bootstrap. */
    public AnalysisOptions withSeed(long bootstrapSeed) {
        return new AnalysisOptions(expectedSeeds, bootstrapResamples, bootstrapSeed, level);
    }

    BootstrapSettings bootstrap() {
        return new BootstrapSettings(bootstrapResamples, seed, level);
    }
}
