package io.steerscope.aggregator.state;

import java.util.Comparator;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.schemas.identity.RecordKeys;

/**
 * One cell of the table of results: {@code experimentId/scorerId/method/alpha/category}.
 *
 * @param experimentId the experiment
 * @param scorerId the scorer bundle
 * @param method the steering method
 * @param alpha the steering strength, finite
 * @param category the category
 * @param measure what the values are; those of one measure never enter the figures of another
 */
public record CellKey(
        String experimentId, String scorerId, String method, double alpha, String category, Measure measure)
        implements Comparable<CellKey> {

    private static final int PARTS_BEFORE_CATEGORY = 4;
    private static final Comparator<CellKey> ORDER = Comparator.comparing(CellKey::experimentId)
            .thenComparing(CellKey::scorerId)
            .thenComparing(CellKey::method)
            .thenComparing(CellKey::category)
            .thenComparingDouble(CellKey::alpha)
            .thenComparing(CellKey::measure);

    /** A cell of margins. */
    public CellKey(String experimentId, String scorerId, String method, double alpha, String category) {
        this(experimentId, scorerId, method, alpha, category, Measure.MARGIN);
    }

    /**
     * The inverse of {@link #text()}.
     *
     * @throws IllegalArgumentException if the text is no such key
     */
    public static CellKey parse(String text) {
        int end = KeyText.endOfParts(text, PARTS_BEFORE_CATEGORY);
        String[] parts = text.substring(0, end).split("/", -1);
        return new CellKey(
                parts[0],
                KeyText.scorerId(parts[1]),
                parts[2],
                Double.parseDouble(parts[3]),
                text.substring(end + 1),
                KeyText.measure(parts[1]));
    }

    /** The key as text. */
    public String text() {
        return String.join(
                "/", experimentId, KeyText.scorer(scorerId, measure), method, RecordKeys.alphaText(alpha), category);
    }

    @Override
    public int compareTo(CellKey other) {
        return ORDER.compare(this, other);
    }
}
