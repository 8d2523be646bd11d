package io.steerscope.results.format.text;

import io.steerscope.results.analysis.AgreementRow;
import io.steerscope.results.analysis.ScorerComparison;
import io.steerscope.results.figures.Numbers;
import io.steerscope.results.format.json.ComparisonFields;

import java.util.List;

import io.steerscope.statistics.agreement.AgreementSummary;
import io.steerscope.statistics.agreement.ScorerAgreement;

/**
 * Two scorers side by side for a terminal: a row for all items, each alpha and each category, then groups whose
 * intervals lie differently.
 */
final class ComparisonTable {

    private static final int LARGEST_LABEL = 18;
    private static final int SMALLEST_TABLE = LARGEST_LABEL + 7 + 22 + 8 + 10 + 9;
    private static final String NO_BREAK_SPACE = "\u00A0";

    private final StringBuilder text = new StringBuilder();
    private final int width;

    private ComparisonTable(int width) {
        this.width = width;
    }

    /**
     * The tables of all comparisons; empty text without any.
     *
     * @param width columns of the terminal
     */
    static String render(List<ScorerComparison> comparisons, int width) {
        ComparisonTable table = new ComparisonTable(width);
        comparisons.forEach(comparison -> comparison.methods().forEach(method -> table.add(comparison, method)));
        return table.text.toString();
    }

    private void add(ScorerComparison comparison, ScorerComparison.MethodComparison method) {
        text.append('\n');
        line("Scorers %s and %s side by side, method %s"
                .formatted(comparison.firstScorer(), comparison.secondScorer(), method.method()));
        ScorerAgreement agreement = method.agreement();
        if (agreement.overall().n() == 0) {
            line("No item is complete under both yet.");
        } else {
            agreement(method);
        }
        if (agreement.onlyFirst() + agreement.onlySecond() > 0) {
            line("Left out, complete under one scorer alone: %s under %s, %s under %s."
                    .formatted(
                            Numbers.count(agreement.onlyFirst(), "item"),
                            comparison.firstScorer(),
                            Numbers.count(agreement.onlySecond()),
                            comparison.secondScorer()));
        }
        verdicts(comparison, method);
    }

    private void agreement(ScorerComparison.MethodComparison method) {
        List<AgreementRow> rows = AgreementRow.of(method.agreement(), "alpha");
        if (width < SMALLEST_TABLE) {
            rows.forEach(this::sentence);
            return;
        }
        row("", "n", "same sign", "kappa", "Spearman", "Kendall");
        text.append("─".repeat(SMALLEST_TABLE)).append('\n');
        rows.forEach(row -> row(
                row.name(),
                Numbers.count(row.summary().n()),
                sameSign(row.summary()),
                Numbers.correlation(row.summary().signs().kappa()),
                Numbers.correlation(row.summary().spearman()),
                Numbers.correlation(row.summary().kendall())));
        text.append('\n');
        line(
                "Same sign: items above 0 under both or neither, with %s Wilson interval; kappa is Cohen's. Correlations (rho, tau-b) are of item margins."
                        .formatted(Numbers.share(method.level())));
    }

    private void sentence(AgreementRow row) {
        line("%s: n %s, same sign %s, kappa %s, Spearman %s, Kendall %s"
                .formatted(
                        row.name(),
                        Numbers.count(row.summary().n()),
                        sameSign(row.summary()),
                        Numbers.correlation(row.summary().signs().kappa()),
                        Numbers.correlation(row.summary().spearman()),
                        Numbers.correlation(row.summary().kendall())));
    }

    private void verdicts(ScorerComparison comparison, ScorerComparison.MethodComparison method) {
        line("Intervals lie differently (above 0, below it or holding it) in %d of %d groups (%s)."
                .formatted(method.differingVerdicts().size(), method.comparedVerdicts(), ComparisonFields.SIDES));
        for (ScorerComparison.VerdictDifference difference : method.differingVerdicts()) {
            line("- %s, %s: %s under %s, %s under %s"
                    .formatted(
                            difference.category() == null ? "all categories" : difference.category(),
                            difference.alpha() == null ? "all alphas" : "alpha " + difference.alpha(),
                            ComparisonFields.side(difference.first()),
                            comparison.firstScorer(),
                            ComparisonFields.side(difference.second()),
                            comparison.secondScorer()));
        }
    }

    private static String sameSign(AgreementSummary summary) {
        return (Numbers.share(summary.signs().share()) + " "
                        + Numbers.shares(summary.signs().wilson()))
                .replace(NO_BREAK_SPACE, "");
    }

    private void row(String name, String n, String sign, String kappa, String spearman, String kendall) {
        text.append(DisplayWidth.left(name, LARGEST_LABEL))
                .append(DisplayWidth.right(n, 7))
                .append(DisplayWidth.right(sign, 22))
                .append(DisplayWidth.right(kappa, 8))
                .append(DisplayWidth.right(spearman, 10))
                .append(DisplayWidth.right(kendall, 9))
                .append('\n');
    }

    private void line(String sentence) {
        Lines.wrapped(text, width, sentence);
    }
}
