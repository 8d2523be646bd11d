package io.steerscope.results.choosing;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.alignment.Clip;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

/**
 * An image of an experiment that could be chosen.
 *
 * @param identity which one
 * @param source prompt that it is steered away from; empty where there is none
 * @param target prompt that it is steered to
 * @param margin its margin; null where it has none
 * @param clip 100 times the cosine to its target
 */
public record ChosenImage(Identity identity, String source, String target, @Nullable Double margin, double clip) {

    /** The image that a score judged. */
    public static ChosenImage of(MarginScore score) {
        return new ChosenImage(
                score.getIdentity(),
                score.getSource(),
                score.getTarget(),
                ScoreValue.measure(score) == Measure.MARGIN ? score.getMargin() : null,
                Clip.FACTOR * score.getSimTarget());
    }
}
