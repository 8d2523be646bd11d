package io.steerscope.results.comparison;

/**
 * One image as both experiments made it.
 *
 * @param scorer who judged both
 * @param method the method in B
 * @param against the method in A
 * @param pairId the prompt pair
 * @param pair its category and prompts
 * @param alpha steering strength
 * @param seed noise seed
 * @param marginA margin in A, or clip of alignments
 * @param marginB margin in B, or clip of alignments
 * @param difference the margin in B less that in A; where the scales of the scorer differ, of the standardised margins
 */
public record ChangedImage(
        String scorer,
        String method,
        String against,
        String pairId,
        ComparedPair pair,
        double alpha,
        long seed,
        double marginA,
        double marginB,
        double difference) {}
