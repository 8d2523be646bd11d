package io.steerscope.app.choosing;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.choosing.CandidateImage;

/**
 * An image that can be chosen, with what else is known of it.
 *
 * @param image what it is chosen by
 * @param path of its file, or another name
 * @param pairId its pair; empty where it is of none
 * @param category its category; empty where it has none
 * @param method its steering method; empty where there is none
 * @param alpha its steering strength
 * @param seed its seed
 * @param margin cosine to its target less that to its source
 * @param clip the score {@code clip}, of its target, or prompt, on its scale
 */
public record Candidate(
        CandidateImage image,
        String path,
        String pairId,
        String category,
        String method,
        @Nullable Double alpha,
        @Nullable Long seed,
        @Nullable Double margin,
        @Nullable Double clip) {}
