package io.steerscope.statistics.diversity;

/**
 * The texts of pairs.
 *
 * @param sources vectors of source prompts by number of the prompt
 * @param targets vectors of target prompts by number of the prompt
 */
public record PairTexts(float[][] sources, float[][] targets) {}
