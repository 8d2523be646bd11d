package io.steerscope.results.comparison;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.alignment.AlignmentContrast;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.statistics.contrast.Sides;

/** A comparison of two experiments by field name, in a fixed order. */
public final class RunComparisonFields {

    /** Names this form of the fields. */
    static final String FORMAT = "steerscope-comparison/1";

    private static final int MOST_NAMED = 1_000;

    private RunComparisonFields() {}

    /** All of it. */
    public static Map<String, Object> of(RunComparison comparison) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("format", FORMAT);
        fields.put("a", side(comparison.a()));
        fields.put("b", side(comparison.b()));
        fields.put(
                "design_differences",
                comparison.differences().stream()
                        .map(RunComparisonFields::difference)
                        .toList());
        fields.put("pairs", pairs(comparison.pairs()));
        fields.put("alphas", comparison.alphas());
        fields.put("seeds", comparison.seeds());
        fields.put(
                "contrasts",
                comparison.contrasts().stream()
                        .map(one -> contrast(comparison, one))
                        .toList());
        fields.put(
                "images",
                comparison.images().stream()
                        .map(image -> image(image, comparison.measure()))
                        .toList());
        return fields;
    }

    private static Map<String, Object> side(RunSide side) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", side.name());
        fields.put("experiment_id", side.experiment().getExperimentId());
        Map<String, Object> scorers = new LinkedHashMap<>();
        for (ScorerReport scorer : side.scorers()) {
            scorers.put(scorer.scorerId(), scorer.completeness().isComplete());
        }
        fields.put("complete_by_scorer", scorers);
        if (side.stopsCells()) {
            fields.put("stops_when_decided", true);
        }
        fields.put("pairs_sha256", side.experiment().getPairsSha256());
        fields.put("design_sha256", side.experiment().getDesignSha256());
        return fields;
    }

    private static Map<String, Object> difference(DesignDifference difference) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("field", difference.field());
        fields.put("a", difference.a());
        fields.put("b", difference.b());
        return fields;
    }

    private static Map<String, Object> pairs(PairOverlap pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("common", pairs.common().size());
        fields.put("only_a", pairs.onlyA().size());
        fields.put("only_b", pairs.onlyB().size());
        fields.put("other_prompts", pairs.otherwise().size());
        fields.put("only_a_ids", first(pairs.onlyA()));
        fields.put("only_b_ids", first(pairs.onlyB()));
        fields.put("other_prompts_ids", first(List.copyOf(pairs.otherwise().keySet())));
        return fields;
    }

    private static List<String> first(List<String> ids) {
        return ids.subList(0, Math.min(MOST_NAMED, ids.size()));
    }

    private static Map<String, Object> contrast(RunComparison comparison, RunContrast one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorer", one.scorer());
        fields.put("method", one.method());
        fields.put("against", one.against());
        if (comparison.measure() == Measure.ALIGNMENT) {
            fields.put("same_scale", one.contrast().isSameScale());
            fields.put("finished", one.contrast().margins().isFinished());
            if (one.contrast().isSameScale()) {
                fields.putAll(AlignmentContrast.fields(one.contrast().margins(), Sides.RUNS));
            }
            return fields;
        }
        if (one.contrast().isDetermined()) {
            fields.put(
                    "claim",
                    one.shown(comparison.a().name(), comparison.b().name()).claim());
        }
        fields.putAll(one.contrast().toMap(Sides.RUNS));
        return fields;
    }

    private static Map<String, Object> image(ChangedImage image, Measure measure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorer", image.scorer());
        fields.put("method", image.method());
        fields.put("against", image.against());
        fields.put("pair_id", image.pairId());
        fields.put("category", image.pair().category());
        boolean isAlignment = measure == Measure.ALIGNMENT;
        if (!isAlignment) {
            fields.put("source", image.pair().source());
        }
        fields.put("target", image.pair().target());
        fields.put("alpha", image.alpha());
        fields.put("seed", image.seed());
        fields.put(isAlignment ? "clip_a" : "margin_a", image.marginA());
        fields.put(isAlignment ? "clip_b" : "margin_b", image.marginB());
        fields.put("difference", image.difference());
        return fields;
    }
}
