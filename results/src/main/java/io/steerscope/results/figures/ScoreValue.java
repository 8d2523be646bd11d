package io.steerscope.results.figures;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.schemas.record.MarginScore;

/** What figures are made of: the margin of a score, or the cosine of one that has no margin. */
public final class ScoreValue {

    private ScoreValue() {}

    /** In [-2, 2]. */
    public static double of(MarginScore score) {
        return measure(score) == Measure.ALIGNMENT ? score.getSimTarget() : score.getMargin();
    }

    /** What the value is, of a score that was accepted. */
    public static Measure measure(MarginScore score) {
        return Measure.of(score.getMeasure());
    }
}
