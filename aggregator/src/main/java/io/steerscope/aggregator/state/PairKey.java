package io.steerscope.aggregator.state;

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
 */
public record PairKey(String experimentId, String pairId, String method, String scorerId, String category) {

    private static final int PARTS_BEFORE_CATEGORY = 4;

    /** The pair that a score counts towards. */
    public static PairKey of(MarginScore score) {
        return new PairKey(
                score.getIdentity().getExperimentId(),
                score.getIdentity().getPairId(),
                score.getIdentity().getMethod(),
                score.getScorerId(),
                score.getCategory());
    }

    /**
     * The inverse of {@link #text()}.
     *
     * @throws IllegalArgumentException if the text is no such key
     */
    public static PairKey parse(String text) {
        int end = KeyText.endOfParts(text, PARTS_BEFORE_CATEGORY);
        String[] parts = text.substring(0, end).split("/", -1);
        return new PairKey(parts[0], parts[1], parts[2], parts[3], text.substring(end + 1));
    }

    /** The item of this pair at one strength. */
    public CategorisedItem item(double alpha) {
        return new CategorisedItem(new ItemKey(experimentId, pairId, method, alpha, scorerId), category);
    }

    /** The cell that the item of this pair at one strength counts towards. */
    public CellKey cell(double alpha) {
        return new CellKey(experimentId, scorerId, method, alpha, category);
    }

    /** The group of clusters that this pair counts towards. */
    public ClusterKey clusters() {
        return new ClusterKey(experimentId, scorerId, method, category);
    }

    /** The key as text. */
    public String text() {
        return String.join("/", experimentId, pairId, method, scorerId, category);
    }
}
