package io.steerscope.aggregator.state;

import java.util.Comparator;

import io.steerscope.foundation.vocabulary.Measure;

/**
 * The pairs of one category as one scorer judged them under one method: {@code experimentId/scorerId/method/category}.
 *
 * @param experimentId the experiment
 * @param scorerId the scorer bundle
 * @param method the steering method
 * @param category the category
 * @param measure what the values are; those of one measure never enter the figures of another
 */
public record ClusterKey(String experimentId, String scorerId, String method, String category, Measure measure)
        implements Comparable<ClusterKey> {

    private static final int PARTS_BEFORE_CATEGORY = 3;
    private static final Comparator<ClusterKey> ORDER = Comparator.comparing(ClusterKey::experimentId)
            .thenComparing(ClusterKey::scorerId)
            .thenComparing(ClusterKey::method)
            .thenComparing(ClusterKey::category)
            .thenComparing(ClusterKey::measure);

    /** Of margins. */
    public ClusterKey(String experimentId, String scorerId, String method, String category) {
        this(experimentId, scorerId, method, category, Measure.MARGIN);
    }

    /**
     * The inverse of {@link #text()}.
     *
     * @throws IllegalArgumentException if the text is no such key
     */
    public static ClusterKey parse(String text) {
        int end = KeyText.endOfParts(text, PARTS_BEFORE_CATEGORY);
        String[] parts = text.substring(0, end).split("/", -1);
        return new ClusterKey(
                parts[0], KeyText.scorerId(parts[1]), parts[2], text.substring(end + 1), KeyText.measure(parts[1]));
    }

    /** The key as text. */
    public String text() {
        return String.join("/", experimentId, KeyText.scorer(scorerId, measure), method, category);
    }

    @Override
    public int compareTo(ClusterKey other) {
        return ORDER.compare(this, other);
    }
}
