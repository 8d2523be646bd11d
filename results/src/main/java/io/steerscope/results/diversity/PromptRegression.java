package io.steerscope.results.diversity;

import io.steerscope.statistics.diversity.DiversityResult;

/**
 * What a regression of all images on their prompts leaves.
 *
 * @param condition the texts
 * @param ridge its ridge
 * @param residualMeanSquare mean of |y - x B|^2
 * @param explained 1 - residualMeanSquare
 */
record PromptRegression(String condition, double ridge, double residualMeanSquare, double explained) {

    static PromptRegression of(DiversityResult.Removal removal) {
        return new PromptRegression(
                removal.condition(),
                removal.ridge(),
                removal.regression().residualMeanSquare(),
                removal.regression().explained());
    }
}
