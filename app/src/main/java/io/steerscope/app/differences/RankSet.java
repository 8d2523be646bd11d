package io.steerscope.app.differences;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.differences.AttributeRanking;

/**
 * Images to be ranked, and what one model makes of them and the text.
 *
 * @param name of the model
 * @param text direction of the text
 * @param values of the images, as they are known; null where they are not
 */
public record RankSet(String name, Images images, double[] text, double @Nullable [] values) {

    RankResult ranked() {
        return new RankResult(name, images, AttributeRanking.of(images.vectors(), text), values);
    }
}
