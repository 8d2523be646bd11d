package io.steerscope.aggregator.query;

import io.steerscope.results.analysis.ExperimentData;

/**
 * What analyses read of an experiment at one moment.
 *
 * @param progress how far it is
 * @param data its design, scores and figures
 */
public record AnalysedExperiment(ExperimentProgress progress, ExperimentData data) {}
