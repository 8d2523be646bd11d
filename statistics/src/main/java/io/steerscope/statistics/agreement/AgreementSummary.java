package io.steerscope.statistics.agreement;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.estimate.Fields;

/**
 * Agreement of two scorers over one group of common items.
 *
 * @param n number of items
 * @param signs agreement of the signs
 * @param spearman Spearman's correlation of the item means; null where one of the scorers does not tell the items apart
 * @param kendall Kendall's tau-b of the item means; null under the same condition
 */
public record AgreementSummary(int n, SignAgreement signs, @Nullable Double spearman, @Nullable Double kendall) {

    /**
     * The agreement of item means paired by their place.
     *
     * @param level confidence level of intervals, inside (0.5, 1)
     * @throws IllegalArgumentException if the lengths differ or a mean is not finite
     */
    public static AgreementSummary of(double[] first, double[] second, double level) {
        PairedValues values = PairedValues.of(first, second);
        return new AgreementSummary(
                first.length,
                SignAgreement.of(first, second, level),
                Fields.orNull(SpearmanCorrelation.of(values)),
                Fields.orNull(KendallCorrelation.of(values)));
    }

    /** The figures by field name, without those that are not determined. */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("n", n);
        fields.putAll(signs.toMap());
        if (spearman != null) {
            fields.put("spearman", spearman);
        }
        if (kendall != null) {
            fields.put("kendall_tau_b", kendall);
        }
        return fields;
    }
}
