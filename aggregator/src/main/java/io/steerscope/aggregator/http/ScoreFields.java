package io.steerscope.aggregator.http;

import java.util.Map;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.alignment.Clip;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.schemas.record.MarginScore;

/** What a score says of its image, by field name: {@code margin}, or {@code clip} where there is no source prompt. */
final class ScoreFields {

    private ScoreFields() {}

    static void put(MarginScore score, Map<String, Object> fields) {
        if (ScoreValue.measure(score) == Measure.ALIGNMENT) {
            fields.put("clip", Clip.of(score));
        } else {
            fields.put("margin", score.getMargin());
        }
    }
}
