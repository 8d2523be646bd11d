package io.steerscope.results.alignment;

import java.util.LinkedHashMap;
import java.util.Map;

import io.steerscope.statistics.agreement.AgreementSummary;
import io.steerscope.statistics.agreement.ScorerAgreement;

/** Whether two scorers order alignments alike, by field name: what agreement says without a side of 0. */
public final class AlignmentOrder {

    private AlignmentOrder() {}

    /** The figures, without those that are not determined. */
    public static Map<String, Object> fields(ScorerAgreement agreement) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("only_first", agreement.onlyFirst());
        fields.put("only_second", agreement.onlySecond());
        fields.put("overall", group(agreement.overall()));
        fields.put("by_alpha", groups(agreement.byAlpha()));
        fields.put("by_category", groups(agreement.byCategory()));
        return fields;
    }

    private static Map<String, Object> groups(Map<?, AgreementSummary> groups) {
        Map<String, Object> fields = new LinkedHashMap<>();
        groups.forEach((key, summary) -> fields.put(String.valueOf(key), group(summary)));
        return fields;
    }

    private static Map<String, Object> group(AgreementSummary summary) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("n", summary.n());
        if (summary.spearman() != null) {
            fields.put("spearman", summary.spearman());
        }
        if (summary.kendall() != null) {
            fields.put("kendall_tau_b", summary.kendall());
        }
        return fields;
    }
}
