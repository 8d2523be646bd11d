package io.steerscope.aggregator.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.query.LostImage;
import io.steerscope.aggregator.query.PairPrompts;
import io.steerscope.aggregator.query.RunningItem;
import io.steerscope.aggregator.query.ScoredItem;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.alignment.Clip;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.schemas.record.MarginScore;

/** Items by field name. */
final class ItemFields {

    private ItemFields() {}

    /** @param lost its images that failed or were skipped, as far as they are asked for */
    static Map<String, Object> scored(ScoredItem scored, List<LostImage> lost) {
        RunningItem item = scored.item();
        MarginScore any = scored.scores().get(0);
        boolean isAlignment = ScoreValue.measure(any) == Measure.ALIGNMENT;
        Map<String, Object> fields = new LinkedHashMap<>();
        put(item, isAlignment ? null : any.getSource(), any.getTarget(), fields);
        fields.put(isAlignment ? "clip" : "margin", isAlignment ? Clip.FACTOR * item.mean() : item.mean());
        if (item.shift() != null && !isAlignment) {
            fields.put("shift", item.shift());
        }
        fields.put("seeds", scored.scores().stream().map(ItemFields::seed).toList());
        put(lost, fields);
        return fields;
    }

    /** An item without any score. */
    static Map<String, Object> unscored(RunningItem item, @Nullable PairPrompts prompts, List<LostImage> lost) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(item, prompts == null ? null : prompts.source(), prompts == null ? null : prompts.target(), fields);
        fields.put("seeds", List.of());
        put(lost, fields);
        return fields;
    }

    private static void put(
            RunningItem item, @Nullable String source, @Nullable String target, Map<String, Object> fields) {
        fields.put("pair_id", item.pairId());
        fields.put("category", item.category());
        if (source != null) {
            fields.put("source", source);
        }
        if (target != null) {
            fields.put("target", target);
        }
        fields.put("method", item.method());
        fields.put("alpha", item.alpha());
        if (!item.scorerId().isEmpty()) {
            fields.put("scorer_id", item.scorerId());
        }
        fields.put("complete", item.complete());
        fields.put("n_seeds", item.seeds());
    }

    private static void put(List<LostImage> lost, Map<String, Object> fields) {
        if (!lost.isEmpty()) {
            fields.put("lost", lost.stream().map(ItemFields::lost).toList());
        }
    }

    private static Map<String, Object> seed(MarginScore score) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seed", score.getIdentity().getSeed());
        ScoreFields.put(score, fields);
        fields.put("image_sha256", score.getImageSha256());
        fields.put("image", ImagePaths.image(score.getIdentity()));
        ImagePaths.content(score).ifPresent(path -> fields.put("content", path));
        return fields;
    }

    private static Map<String, Object> lost(LostImage image) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seed", image.identity().getSeed());
        fields.put("outcome", image.outcome());
        fields.put("stage", image.stage());
        fields.put("kind", image.kind());
        fields.put("reason", image.reason());
        fields.put("image", ImagePaths.image(image.identity()));
        return fields;
    }
}
