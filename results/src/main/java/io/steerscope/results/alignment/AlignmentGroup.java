package io.steerscope.results.alignment;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.analysis.SampleSummary;
import io.steerscope.statistics.clustered.ClusteredSummary;

/**
 * A group of items whose values are alignments.
 *
 * @param items figures over items, of cosines; those that test against 0 are not shown
 * @param pairs the same clustered by pair; null in a group of one alpha, where every pair has one item
 * @param images figures over single images
 */
public record AlignmentGroup(SampleSummary items, @Nullable ClusteredSummary pairs, ImageClips images) {

    /** The figures by field name, without those that are not determined. */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("images", images.images());
        fields.putAll(ClipFields.of(items.toMap()));
        fields.put("over_images", images.toMap());
        if (pairs != null) {
            fields.put("pair_clustered", ClipFields.of(pairs.toMap()));
        }
        return fields;
    }
}
