package io.steerscope.results.alignment;

import io.steerscope.results.figures.ScoreValue;
import io.steerscope.schemas.record.MarginScore;

/**
 * The scale of alignments. What is kept and summed is the cosine of image and prompt; what people see is {@code clip},
 * 100 times that, without a bound at 0.
 */
public final class Clip {

    /** What one is of the cosine. */
    public static final double FACTOR = 100.0;

    /** What CLIPScore of Hessel et al. 2021 (equation 1) is of a cosine that is not negative. */
    public static final double HESSEL = 2.5;

    private Clip() {}

    /** The clip of a score of measure alignment. */
    public static double of(MarginScore score) {
        return FACTOR * ScoreValue.of(score);
    }

    /** What is left of a clip where negative ones count as 0. */
    public static double clamped(double clip) {
        return Math.max(0.0, clip);
    }
}
