package io.steerscope.app.differences;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.differences.AttributeRanking;

/**
 * Images by how much of an attribute a model sees in them.
 *
 * @param name of the model
 * @param values of the images, as they are known; null where they are not
 */
record RankResult(String name, Images images, AttributeRanking ranking, double @Nullable [] values) {

    /** How far the ranking agrees with the values; all null without any. */
    AttributeRanking.Agreement agreement() {
        return values == null ? new AttributeRanking.Agreement(0, null, null, null) : ranking.agreement(values);
    }

    Map<String, Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (!images.numbered()) {
            fields.put("images", images.names());
        }
        List<Object> order = ranking.order().stream().map(images::key).toList();
        fields.put("order", order);
        fields.put("scores", ranking.scores());
        AttributeRanking.Agreement agreement = agreement();
        fields.put("n", images.names().size());
        fields.put("pairs", agreement.pairs());
        fields.put("pairwise_accuracy", agreement.pairwiseAccuracy());
        fields.put("kendall_tau_b", agreement.kendallTauB());
        fields.put("spearman", agreement.spearman());
        return Figures.checked(fields);
    }
}
