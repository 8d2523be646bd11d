package io.steerscope.results.format.markdown;

import io.steerscope.results.analysis.AgreementRow;
import io.steerscope.results.analysis.ScorerComparison;
import io.steerscope.results.figures.Numbers;
import io.steerscope.results.format.json.ComparisonFields;

import java.util.List;

import io.steerscope.statistics.agreement.AgreementSummary;
import io.steerscope.statistics.agreement.ScorerAgreement;

/** Two scorers side by side as Markdown. */
final class ComparisonMarkdown {

    private ComparisonMarkdown() {}

    /** A section for each method, ended by an empty line. */
    static String of(ScorerComparison comparison) {
        StringBuilder out = new StringBuilder();
        for (ScorerComparison.MethodComparison method : comparison.methods()) {
            out.append("## ")
                    .append(MarkdownTable.escape("Scorers %s and %s side by side, %s"
                            .formatted(comparison.firstScorer(), comparison.secondScorer(), method.method())))
                    .append("\n\n")
                    .append(MarkdownTable.escape(items(comparison, method)))
                    .append("\n\n");
            if (method.agreement().overall().n() > 0) {
                out.append(agreement(method.agreement())).append('\n');
            }
            out.append(MarkdownTable.escape(
                            "Intervals lie differently (above 0, below it or holding it) in %s of %s: %s."
                                    .formatted(
                                            Numbers.count(
                                                    method.differingVerdicts().size()),
                                            Numbers.count(method.comparedVerdicts(), "group"),
                                            ComparisonFields.SIDES)))
                    .append("\n\n");
            if (!method.differingVerdicts().isEmpty()) {
                out.append(differing(comparison, method)).append('\n');
            }
        }
        return out.toString();
    }

    private static String items(ScorerComparison comparison, ScorerComparison.MethodComparison method) {
        return ("Agreement over the items that are complete under both; %s under %s and %s under %s alone are left out."
                        + " Same sign: both means above 0 or neither, with %s Wilson interval; kappa is Cohen's;"
                        + " correlations (rho, tau-b) are of item margins.")
                .formatted(
                        Numbers.count(method.agreement().onlyFirst()),
                        comparison.firstScorer(),
                        Numbers.count(method.agreement().onlySecond()),
                        comparison.secondScorer(),
                        Numbers.share(method.level()));
    }

    private static MarkdownTable agreement(ScorerAgreement agreement) {
        MarkdownTable table = new MarkdownTable(List.of("Items", "n", "Same sign", "kappa", "Spearman", "Kendall"));
        for (AgreementRow row : AgreementRow.of(agreement, "α")) {
            AgreementSummary summary = row.summary();
            table.cell(row.name())
                    .cell(Numbers.count(summary.n()))
                    .cell(Numbers.share(summary.signs().share()) + " "
                            + Numbers.shares(summary.signs().wilson()))
                    .cell(Numbers.correlation(summary.signs().kappa()))
                    .cell(Numbers.correlation(summary.spearman()))
                    .cell(Numbers.correlation(summary.kendall()))
                    .end();
        }
        return table;
    }

    private static MarkdownTable differing(ScorerComparison comparison, ScorerComparison.MethodComparison method) {
        MarkdownTable table =
                new MarkdownTable(List.of("Category", "Alpha", comparison.firstScorer(), comparison.secondScorer()));
        method.differingVerdicts()
                .forEach(difference -> table.cell(difference.category() == null ? "All" : difference.category())
                        .cell(difference.alpha() == null ? "all" : String.valueOf(difference.alpha()))
                        .cell(ComparisonFields.side(difference.first()))
                        .cell(ComparisonFields.side(difference.second()))
                        .end());
        return table;
    }
}
