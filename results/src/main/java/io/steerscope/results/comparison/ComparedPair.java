package io.steerscope.results.comparison;

/**
 * A prompt pair as an experiment has it.
 *
 * @param category its category
 * @param source prompt of the source concept
 * @param target prompt of the target concept
 */
public record ComparedPair(String category, String source, String target) {}
