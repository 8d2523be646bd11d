package io.steerscope.statistics.choosing;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An image that can be chosen.
 *
 * @param key its name, such as {@code pair/alpha/seed}; no other image has it
 * @param category images are compared and selected within it; empty where there are none
 * @param group images of one group depend on each other, such as those of a pair or prompt; the key where each stands
 *     alone
 * @param score higher is better; null where it is missing
 * @param facts what slices are described by: a value for each kind, such as {@code alpha} and {@code method}
 * @param prompt its text, whose words slices are described by; empty where it is not known
 * @param vector its embedding, finite and of a length above 0; not to be changed
 */
public record CandidateImage(
        String key,
        String category,
        String group,
        @Nullable Double score,
        Map<String, String> facts,
        String prompt,
        float[] vector) {

    /** @throws IllegalArgumentException if the score is not finite */
    public CandidateImage {
        facts = Map.copyOf(facts);
        if (score != null && !Double.isFinite(score)) {
            throw new IllegalArgumentException("The score of " + key + " is " + score);
        }
    }
}
