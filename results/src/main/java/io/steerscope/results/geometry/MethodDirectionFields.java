package io.steerscope.results.geometry;

import java.util.LinkedHashMap;
import java.util.Map;

import io.steerscope.statistics.geometry.DirectionResult;

/** The direction of change of a method by field name: {@code null} is what the data do not determine. */
public final class MethodDirectionFields {

    private MethodDirectionFields() {}

    /** The fields; while there are further images to come means have always-valid figures in place of t-tests. */
    public static Map<String, Object> of(MethodDirection one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorer", one.scorer());
        fields.put("method", one.method());
        fields.put("finished", one.look().isFinal());
        fields.put("claim", DirectionWords.claim(one));
        fields.put("images", one.images().images());
        fields.put("images_without_embedding", one.images().withoutEmbedding());
        fields.put("images_without_text", one.images().withoutText());
        fields.put("images_of_other_dimension", one.images().ofOtherDimension());
        DirectionResult result = one.result();
        if (result != null) {
            fields.put("rule", DirectionFields.rule(one.look()));
            fields.put("baseline", DirectionFields.baseline(result));
            if (!result.items().isEmpty()) {
                fields.put("items", DirectionFields.items(result));
            }
            fields.putAll(DirectionFields.summary(result, one.look()));
        }
        if (!one.remarks().isEmpty()) {
            fields.put("remark", one.remarks());
        }
        return fields;
    }
}
