package io.steerscope.results.format.html;

import io.steerscope.results.analysis.AgreementRow;
import io.steerscope.results.analysis.ScorerComparison;
import io.steerscope.results.figures.Numbers;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.format.json.ComparisonFields;
import io.steerscope.results.report.ReportDocument;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.statistics.agreement.AgreementSummary;
import io.steerscope.statistics.agreement.ScorerAgreement;

/** The part of the page that shows several scorers side by side. */
final class ComparisonHtml {

    private final ReportDocument report;
    private final Markup html = new Markup();

    private ComparisonHtml(ReportDocument report) {
        this.report = report;
    }

    /** The section for a report of two scorers or more. */
    static Markup section(ReportDocument report) {
        return new ComparisonHtml(report).section();
    }

    private Markup section() {
        List<ScorerComparison> comparisons = report.comparisons();
        html.raw("<section class=\"comparison\" aria-labelledby=\"comparison-heading\">")
                .raw("<h2 id=\"comparison-heading\">Scorers side by side</h2>");
        List<String> methods = report.experiment().getMethods();
        for (int i = 0; i < methods.size(); i++) {
            plot(methods.get(i), i);
            for (ScorerComparison comparison : comparisons) {
                pair(comparison, comparison.methods().get(i));
            }
        }
        return html.raw("</section>\n");
    }

    private void plot(String method, int index) {
        List<ForestPlot.Series> series = new ArrayList<>();
        html.raw("<h3>%s: margin by category and alpha</h3><p class=\"legend\">", method);
        for (int i = 0; i < report.scorers().size(); i++) {
            ScorerReport scorer = report.scorers().get(i);
            series.add(new ForestPlot.Series(
                    scorer.scorerId(), scorer.methods().get(index).results()));
            html.raw(
                            "<span><svg viewBox=\"0 0 34 12\" aria-hidden=\"true\"><g class=\"est\" style=\"%s\">",
                            ForestPlot.scorerStyle(i))
                    .raw("<line x1=\"2\" x2=\"32\" y1=\"6\" y2=\"6\"/>")
                    .add(ForestPlot.mark(i, 17, 6))
                    .raw("</g></svg> %s</span>", scorer.scorerId());
        }
        html.raw(
                        "</p><p class=\"note\">Scorers differ in scale: compare sides of 0 and orders, not sizes. Means are over items,"
                                + " lines their intervals, not adjusted over the groups and no verdict. A"
                                + " filled mark has an interval that excludes 0; ≠ marks a row where the"
                                + " intervals lie differently: above 0, below it, or holding it.</p>")
                .raw(
                        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Scorers side by side, %s\">",
                        method)
                .add(ForestPlot.draw(series, "side-by-side-" + index))
                .raw("</div>");
    }

    private void pair(ScorerComparison comparison, ScorerComparison.MethodComparison method) {
        html.raw(
                "<h3>%s: %s and %s</h3><p>%s</p>",
                method.method(), comparison.firstScorer(), comparison.secondScorer(), sentence(method));
        agreement(comparison, method);
        verdicts(comparison, method);
    }

    private static String sentence(ScorerComparison.MethodComparison method) {
        ScorerAgreement agreement = method.agreement();
        AgreementSummary overall = agreement.overall();
        String items = agreement.onlyFirst() + agreement.onlySecond() == 0
                ? "All complete items are common to both."
                : "Left out because they are complete under one of them alone: %s under the first, %s under the second."
                        .formatted(Numbers.count(agreement.onlyFirst()), Numbers.count(agreement.onlySecond()));
        if (overall.n() == 0) {
            return "They have no complete item in common yet. " + items;
        }
        return "Of %s they give %s the same sign %s. %s"
                .formatted(
                        Numbers.count(overall.n(), "common item"),
                        Numbers.share(overall.signs().share()),
                        Numbers.shares(overall.signs().wilson()),
                        items);
    }

    private void agreement(ScorerComparison comparison, ScorerComparison.MethodComparison method) {
        html.raw(
                        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Agreement\"><table>"
                                + "<caption>Agreement over the items that are complete under both. Same sign: both means"
                                + " above 0 or neither, with %s Wilson interval; κ is Cohen's, 0 where agreement is that of"
                                + " chance. ρ and τ are Spearman's and Kendall's (tau-b) correlation of item margins."
                                + "</caption><thead><tr>",
                        Numbers.share(method.level()))
                .raw("<th scope=\"col\">Items</th><th scope=\"col\">n</th><th scope=\"col\">Same sign</th>")
                .raw("<th scope=\"col\">Above 0 under %s alone</th>", comparison.firstScorer())
                .raw("<th scope=\"col\">Above 0 under %s alone</th>", comparison.secondScorer())
                .raw("<th scope=\"col\">κ</th><th scope=\"col\">ρ</th><th scope=\"col\">τ</th></tr></thead><tbody>");
        AgreementRow.of(method.agreement(), "α").forEach(this::row);
        html.raw("</tbody></table></div>\n");
    }

    private void row(AgreementRow row) {
        AgreementSummary summary = row.summary();
        html.raw("<tr><th scope=\"row\">%s</th>", row.name())
                .raw("<td class=\"n\">%s</td>", Numbers.count(summary.n()))
                .raw(
                        "<td class=\"n\">%s <span class=\"interval\">%s</span></td>",
                        Numbers.share(summary.signs().share()),
                        Numbers.shares(summary.signs().wilson()))
                .raw("<td class=\"n\">%s</td>", Numbers.count(summary.signs().onlyFirstAbove()))
                .raw("<td class=\"n\">%s</td>", Numbers.count(summary.signs().onlySecondAbove()))
                .raw(
                        "<td class=\"n\">%s</td>",
                        Numbers.correlation(summary.signs().kappa()))
                .raw("<td class=\"n\">%s</td>", Numbers.correlation(summary.spearman()))
                .raw("<td class=\"n\">%s</td></tr>", Numbers.correlation(summary.kendall()));
    }

    private void verdicts(ScorerComparison comparison, ScorerComparison.MethodComparison method) {
        if (method.differingVerdicts().isEmpty()) {
            html.raw(
                    "<p>Their intervals lie alike, above 0, below it or holding it, in all %s (%s).</p>",
                    Numbers.count(method.comparedVerdicts(), "group"), ComparisonFields.SIDES);
            return;
        }
        html.raw(
                        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Intervals that lie differently\"><table>"
                                + "<caption>Groups whose intervals lie differently: %s of %s (%s).</caption><thead><tr>",
                        Numbers.count(method.differingVerdicts().size()),
                        Numbers.count(method.comparedVerdicts(), "group"),
                        ComparisonFields.SIDES)
                .raw("<th scope=\"col\">Category</th><th scope=\"col\">Alpha</th>")
                .raw("<th scope=\"col\">%s</th>", comparison.firstScorer())
                .raw("<th scope=\"col\">%s</th></tr></thead><tbody>", comparison.secondScorer());
        method.differingVerdicts().forEach(difference -> html.raw(
                        "<tr><th scope=\"row\">%s</th><td>%s</td>",
                        difference.category() == null ? "All" : difference.category(),
                        difference.alpha() == null ? "all" : difference.alpha())
                .raw(
                        "<td class=\"%s\"><span class=\"mean\">%s</span></td>",
                        ComparisonFields.word(difference.first()), ComparisonFields.side(difference.first()))
                .raw(
                        "<td class=\"%s\"><span class=\"mean\">%s</span></td></tr>",
                        ComparisonFields.word(difference.second()), ComparisonFields.side(difference.second())));
        html.raw("</tbody></table></div>\n");
    }
}
