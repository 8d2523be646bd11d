package io.steerscope.results.geometry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.agreement.SpearmanTest;
import io.steerscope.statistics.embedding.MeanTest;
import io.steerscope.statistics.geometry.CategoryDirection;
import io.steerscope.statistics.geometry.DirectionCell;
import io.steerscope.statistics.geometry.DirectionItem;
import io.steerscope.statistics.geometry.DirectionResult;
import io.steerscope.statistics.geometry.DirectionalFigures;
import io.steerscope.statistics.geometry.ImageDirection;
import io.steerscope.statistics.geometry.OffsetConsistency;
import io.steerscope.statistics.geometry.PairDirection;
import io.steerscope.statistics.geometry.RelationSuccess;

/** What was found by field name: {@code null} is what the data do not determine. */
public final class DirectionFields {

    private DirectionFields() {}

    /** How means are tested. */
    public static Map<String, Object> rule(Look look) {
        Map<String, Object> rule = new LinkedHashMap<>();
        if (look.isFinal()) {
            rule.put("test", "one-sided t-test over complete items");
            rule.put("multiplicity", "Holm over all steered cells of a method");
            rule.put("families", List.of("directional > 0"));
            rule.put("level", DirectionCell.Change.LEVEL);
        } else {
            rule.put("test", "confidence sequence over complete items");
            rule.put("multiplicity", "none: no verdicts while images arrive");
        }
        return rule;
    }

    static Map<String, Object> baseline(DirectionResult result) {
        Map<String, Object> baseline = new LinkedHashMap<>();
        baseline.put("alpha", result.baseline().alpha());
        baseline.put("steered", result.baseline().steered());
        return baseline;
    }

    /** The fields of a method. */
    public static Map<String, Object> method(DirectionResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("baseline", baseline(result));
        DirectionWords.withoutUnsteered(result).ifPresent(remark -> fields.put("remark", remark));
        fields.put(
                "per_image",
                result.images().stream().map(DirectionFields::image).toList());
        fields.put("items", items(result));
        fields.putAll(summary(result, Look.FINAL));
        return fields;
    }

    /** The fields of a method without those of images and items. */
    static Map<String, Object> summary(DirectionResult result, Look look) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "cells", result.cells().stream().map(cell -> cell(cell, look)).toList());
        fields.put("geometry", geometry(result));
        fields.put("pairs", result.pairs().stream().map(DirectionFields::pair).toList());
        fields.put("relation_success", relations(result.relations()));
        return fields;
    }

    static List<Map<String, Object>> items(DirectionResult result) {
        return result.items().stream().map(DirectionFields::item).toList();
    }

    private static Map<String, Object> image(ImageDirection image) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pair_id", image.pair());
        fields.put("alpha", image.alpha());
        fields.put("seed", image.seed());
        fields.put("margin", image.margin());
        image.change().ifPresent(change -> fields.putAll(figures(change)));
        return fields;
    }

    private static Map<String, Object> figures(DirectionalFigures change) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("directional", change.directional());
        fields.put("progress", change.progress());
        fields.put("step", change.step());
        fields.put("drift", change.drift());
        fields.put("preservation", change.preservation());
        return fields;
    }

    private static Map<String, Object> item(DirectionItem item) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        DirectionalFigures figures = item.figures();
        fields.put("pair_id", item.pair());
        fields.put("category", item.category());
        fields.put("alpha", item.alpha());
        fields.put("n_seeds", item.seeds());
        fields.put("complete", item.complete());
        fields.put("margin", item.margin());
        fields.put("directional", figures == null ? null : figures.directional());
        fields.put("progress", figures == null ? null : figures.progress());
        fields.put("step", figures == null ? null : figures.step());
        fields.put("drift", figures == null ? null : figures.drift());
        fields.put("preservation", figures == null ? null : figures.preservation());
        return checked(fields);
    }

    private static Map<String, Object> cell(DirectionCell cell, Look look) {
        String category = cell.category();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("category", category);
        fields.put("alpha", cell.alpha());
        fields.put("margin", look.fields(category, cell.margin()));
        DirectionCell.Change change = cell.change();
        if (change != null) {
            fields.put("directional", look.fields(category, change.directional()));
            fields.put("progress", look.fields(category, change.progress()));
            fields.put("step", look.fields(category, change.step()));
            fields.put("drift", look.fields(category, change.drift()));
            fields.put("preservation", look.fields(category, change.preservation()));
            fields.put("unmoved", change.unmoved());
            fields.put("same_prompts", change.samePrompts());
            fields.put("without_unsteered", change.withoutUnsteered());
            if (look.isFinal()) {
                fields.put("p_holm_directional_up", change.pHolm());
                fields.put("verdict", DirectionWords.verdict(change));
            }
        }
        return fields;
    }

    /** Mean, tests and interval of a figure. */
    static Map<String, Object> test(MeanTest test) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("n", test.n());
        fields.put("mean", test.mean());
        fields.put("sd", test.sd());
        fields.put("t", test.t());
        fields.put("p_greater", test.pGreater());
        fields.put("p_less", test.pLess());
        fields.put("ci95_t", test.interval() == null ? null : test.interval().toList());
        return checked(fields);
    }

    private static Map<String, Object> geometry(DirectionResult result) {
        Map<String, Object> categories = new LinkedHashMap<>();
        result.categories().forEach(category -> categories.put(category.category(), category(category)));
        return categories;
    }

    private static Map<String, Object> category(CategoryDirection category) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("text_offset_concentration", category.texts().concentration());
        fields.put("text_pairing_consistency", category.texts().pairingConsistency());
        fields.put("text_pairs", category.texts().pairs());
        fields.put("exemplar_offset_cosine", category.exemplarCosine());
        category.images().forEach((alpha, images) -> fields.put(Numbers.key(alpha), images(images)));
        return checked(fields);
    }

    private static Map<String, Object> images(OffsetConsistency images) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("image_offset_concentration", images.concentration());
        fields.put("image_pairing_consistency", images.pairingConsistency());
        fields.put("pairs", images.pairs());
        return checked(fields);
    }

    private static Map<String, Object> pair(PairDirection pair) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("pair_id", pair.pair());
        fields.put("category", pair.category());
        fields.put("text_distance", pair.textDistance());
        fields.put("exemplar_offset_cosine", pair.exemplarCosine());
        return checked(fields);
    }

    private static Map<String, Object> relations(List<RelationSuccess> relations) {
        Map<String, Object> byAlpha = new LinkedHashMap<>();
        for (RelationSuccess relation : relations) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("categories", relation.points().size());
            fields.put("text_offset_concentration_and_margin", spearman(relation.concentration()));
            fields.put("text_pairing_consistency_and_margin", spearman(relation.pairingConsistency()));
            byAlpha.put(Numbers.key(relation.alpha()), fields);
        }
        return byAlpha;
    }

    private static Map<String, Object> spearman(SpearmanTest test) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("spearman", test.correlation());
        fields.put("p_two_sided", test.pTwoSided());
        return checked(fields);
    }

    /** JSON has null values, which the type of such maps elsewhere does not say. */
    @SuppressWarnings({"unchecked", "NullAway"})
    static Map<String, Object> checked(Map<String, @Nullable Object> fields) {
        return (Map<String, Object>) (Map<String, ?>) fields;
    }
}
