package io.steerscope.aggregator.state;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.schemas.identity.ItemKey;
import io.steerscope.schemas.record.MarginScore;

/**
 * A pair as one scorer judged it under one method: {@code experimentId/pairId/method/scorerId/category}.
 *
 * <p>The category is part of the key, not of the value: a score that is corrected to another category then leaves one
 * pair and enters another, which keeps the values plain sums. It comes last because it may hold any character.
 *
 * @param experimentId the experiment
 * @param pairId the prompt pair
 * @param method the steering method
 * @param scorerId the scorer bundle
 * @param category the category
 * @param measure what the values are; those of one measure never enter the figures of another
 */
public record PairKey(
        String experimentId, String pairId, String method, String scorerId, String category, Measure measure) {

    private static final int PARTS_BEFORE_CATEGORY = 4;

    /** The pair that a score counts towards. */
    public static PairKey of(MarginScore score) {
        return new PairKey(
                score.getIdentity().getExperimentId(),
                score.getIdentity().getPairId(),
                score.getIdentity().getMethod(),
                score.getScorerId(),
                score.getCategory(),
                ScoreValue.measure(score));
    }

    /**
     * The inverse of {@link #text()}.
     *
     * @throws IllegalArgumentException if the text is no such key
     */
    public static PairKey parse(String text) {
        int end = KeyText.endOfParts(text, PARTS_BEFORE_CATEGORY);
        String[] parts = text.substring(0, end).split("/", -1);
        return new PairKey(
                parts[0],
                parts[1],
                parts[2],
                KeyText.scorerId(parts[3]),
                text.substring(end + 1),
                KeyText.measure(parts[3]));
    }

    /** The item of this pair at one strength. */
    public CategorisedItem item(double alpha) {
        return new CategorisedItem(new ItemKey(experimentId, pairId, method, alpha, scorerId), category, measure);
    }

    /** The cell that the item of this pair at one strength counts towards. */
    public CellKey cell(double alpha) {
        return new CellKey(experimentId, scorerId, method, alpha, category, measure);
    }

    /** The group of clusters that this pair counts towards. */
    public ClusterKey clusters() {
        return new ClusterKey(experimentId, scorerId, method, category, measure);
    }

    /** The key as text. */
    public String text() {
        return String.join("/", experimentId, pairId, method, KeyText.scorer(scorerId, measure), category);
    }
}
