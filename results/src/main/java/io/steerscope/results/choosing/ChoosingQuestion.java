package io.steerscope.results.choosing;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.choosing.ChoosingSettings;

/**
 * How images of an experiment are chosen.
 *
 * @param score what they are scored by; null for the usual one of the experiment
 * @param withoutPrompt whether hierarchies are of what is left of images without their target prompts
 * @param byMethod whether each method is chosen among by itself
 * @param settings what is computed
 */
public record ChoosingQuestion(
        @Nullable ImageScore score, boolean withoutPrompt, boolean byMethod, ChoosingSettings settings) {}
