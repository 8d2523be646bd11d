package io.steerscope.results.alignment;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.figures.ScoreValue;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * The clips of some images, each with the same weight, on the scales under which others publish them.
 *
 * @param images how many
 * @param clip mean of 100 cos; null without an image
 * @param clamped {@code max(0, clip)}: the mean is clamped, as {@code CLIPScore} of torchmetrics does it
 * @param clipS mean of {@code 2.5 max(0, cos)}: each image is clamped (Hessel et al. 2021, equation 1)
 */
public record ImageClips(long images, @Nullable Double clip, @Nullable Double clamped, @Nullable Double clipS) {

    /** Of scores of measure alignment. Their order does not matter. */
    static ImageClips of(Collection<MarginScore> scores) {
        ItemAccumulator cosines = ItemAccumulator.EMPTY;
        ItemAccumulator positive = ItemAccumulator.EMPTY;
        for (MarginScore score : scores) {
            double cosine = ScoreValue.of(score);
            cosines = cosines.add(cosine);
            positive = positive.add(Math.max(0.0, cosine));
        }
        if (scores.isEmpty()) {
            return new ImageClips(0, null, null, null);
        }
        double clip = Clip.FACTOR * cosines.mean();
        return new ImageClips(scores.size(), clip, Clip.clamped(clip), Clip.HESSEL * positive.mean());
    }

    /** The figures by field name, without those that are not determined. */
    Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (clip != null && clamped != null && clipS != null) {
            fields.put("clip", clip);
            fields.put("clamped", clamped);
            fields.put("clip_s", clipS);
        }
        return fields;
    }
}
