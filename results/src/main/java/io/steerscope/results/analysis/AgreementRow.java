package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.statistics.agreement.AgreementSummary;
import io.steerscope.statistics.agreement.ScorerAgreement;

/** One row of a table of agreement: all items, those of an alpha, or those of a category. */
public record AgreementRow(String name, AgreementSummary summary) {

    /** The rows of an agreement; {@code alphaName} stands before each alpha. */
    public static List<AgreementRow> of(ScorerAgreement agreement, String alphaName) {
        List<AgreementRow> rows = new ArrayList<>();
        rows.add(new AgreementRow("All", agreement.overall()));
        agreement.byAlpha().forEach((alpha, summary) -> rows.add(new AgreementRow(alphaName + " " + alpha, summary)));
        agreement.byCategory().forEach((category, summary) -> rows.add(new AgreementRow(category, summary)));
        return rows;
    }
}
