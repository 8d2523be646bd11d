package io.steerscope.results.diversity;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.results.document.Numbers;

/**
 * Images of a method and of its baseline, as far as they have what the analysis reads.
 *
 * @param images those that were analysed
 * @param withoutEmbedding those whose score has no embedding
 * @param withoutText those of which a prompt has no embedding
 * @param ofOtherDimension those whose vectors, or whose prompts', have another number of elements than most images
 */
public record LeftOutImages(long images, long withoutEmbedding, long withoutText, long ofOtherDimension) {

    /** What was left out and why, in sentences; empty where nothing was. */
    public String sentences() {
        List<String> sentences = new ArrayList<>();
        if (withoutEmbedding > 0) {
            sentences.add("%s without an embedding left out.".formatted(Numbers.count(withoutEmbedding, "image")));
        }
        if (withoutText > 0) {
            sentences.add("%s left out, as a prompt has no embedding.".formatted(Numbers.count(withoutText, "image")));
        }
        if (ofOtherDimension > 0) {
            sentences.add(
                    "%s left out for vectors with another number of elements than most: of another bundle of this scorer's name."
                            .formatted(Numbers.count(ofOtherDimension, "image")));
        }
        return String.join(" ", sentences);
    }
}
