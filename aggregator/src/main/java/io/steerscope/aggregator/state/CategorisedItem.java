package io.steerscope.aggregator.state;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.schemas.identity.ItemKey;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.MarginScore;

/**
 * The key of an item together with its category: {@code experimentId/pairId/method/alpha/scorerId/category}.
 *
 * <p>The category is part of the key, not of the value: a score that is corrected to another category then leaves one
 * item and enters another, which keeps the values plain sums. It comes last because it may hold any character.
 *
 * @param item the item
 * @param category category of its pair
 * @param measure what the values are; those of one measure never enter the figures of another
 */
public record CategorisedItem(ItemKey item, String category, Measure measure) {

    private static final int PARTS_BEFORE_CATEGORY = 5;

    /** The item that a score counts towards. */
    public static CategorisedItem of(MarginScore score) {
        return new CategorisedItem(
                new ItemKey(
                        score.getIdentity().getExperimentId(),
                        score.getIdentity().getPairId(),
                        score.getIdentity().getMethod(),
                        score.getIdentity().getAlpha(),
                        score.getScorerId()),
                score.getCategory(),
                ScoreValue.measure(score));
    }

    /**
     * The inverse of {@link #text()}.
     *
     * @throws IllegalArgumentException if the text is no such key
     */
    public static CategorisedItem parse(String text) {
        int end = KeyText.endOfParts(text, PARTS_BEFORE_CATEGORY);
        String item = text.substring(0, end);
        int scorer = item.lastIndexOf('/') + 1;
        return new CategorisedItem(
                RecordKeys.parseItemKey(item.substring(0, scorer) + KeyText.scorerId(item.substring(scorer))),
                text.substring(end + 1),
                KeyText.measure(item.substring(scorer)));
    }

    /** The cell that the item counts towards. */
    public CellKey cell() {
        return new CellKey(item.experimentId(), item.scorerId(), item.method(), item.alpha(), category, measure);
    }

    /** The key as text. */
    public String text() {
        String text = RecordKeys.itemKey(item);
        return text.substring(0, text.lastIndexOf('/') + 1) + KeyText.scorer(item.scorerId(), measure) + "/" + category;
    }
}
