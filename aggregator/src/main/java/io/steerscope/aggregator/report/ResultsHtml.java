package io.steerscope.aggregator.report;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.IntervalVerdict;
import io.steerscope.statistics.analysis.MarginAnalysis;
import io.steerscope.statistics.analysis.PairedDifference;
import io.steerscope.statistics.analysis.SampleSummary;
import io.steerscope.statistics.interval.Interval;

/** The figures of one analysis as HTML tables. */
final class ResultsHtml {

    private ResultsHtml() {}

    /** Categories by alphas; the last column holds the p-values adjusted over the categories. */
    static Markup table(MarginAnalysis analysis) {
        String percent = Numbers.share(analysis.options().level());
        Markup html = new Markup()
                .raw(
                        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Results table\"><table class=\"results\">")
                .raw(
                        "<caption>Mean margin with %s BCa bootstrap interval (%s resamples), success rate, and p of"
                                + " the one-sided t-test of a mean above 0. The last column adjusts the p-values of"
                                + " the column before it over the family of categories (%s tests, Holm).</caption>",
                        percent,
                        Numbers.count(analysis.options().bootstrapResamples()),
                        Numbers.count(analysis.holmByCategory().size()))
                .raw("<thead><tr><th scope=\"col\">Category</th>");
        analysis.byAlpha().keySet().forEach(alpha -> html.raw("<th scope=\"col\">α %s</th>", alpha));
        html.raw("<th scope=\"col\">All alphas</th><th scope=\"col\">Holm p</th></tr></thead><tbody>");
        analysis.byCategory().forEach((category, summary) -> {
            List<@Nullable SampleSummary> cells = new ArrayList<>();
            analysis.byAlpha()
                    .keySet()
                    .forEach(alpha -> cells.add(analysis.byCategoryAlpha().get(new CategoryAlpha(category, alpha))));
            cells.add(summary);
            row(html, category, cells, Numbers.p(analysis.holmByCategory().get(category)));
        });
        html.raw("</tbody><tfoot>");
        List<@Nullable SampleSummary> all = new ArrayList<>(analysis.byAlpha().values());
        all.add(analysis.overall());
        row(html, "All", all, "");
        return html.raw("</tfoot></table></div>\n");
    }

    /** What else was tested over all items: pairs, the effect of alpha, and tests that assume less. */
    static Markup furtherTests(MarginAnalysis analysis) {
        Markup html = new Markup()
                .raw(
                        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Further tests\"><table class=\"further\">")
                .raw("<caption>Further tests over all categories.</caption><thead><tr><th scope=\"col\">Question</th>"
                        + "<th scope=\"col\">Method</th><th scope=\"col\">n</th><th scope=\"col\">Result</th></tr>"
                        + "</thead><tbody>");
        SampleSummary overall = analysis.overall();
        SampleSummary pairs = analysis.pairClusteredOverall();
        if (overall.mean() != null) {
            further(
                    html,
                    "Is the median margin above 0?",
                    "sign test, exact, one-sided",
                    overall.n(),
                    Numbers.p(overall.signTestPGreater()));
            further(
                    html,
                    "Are margins shifted above 0?",
                    "Wilcoxon signed rank, one-sided",
                    overall.n(),
                    Numbers.p(overall.wilcoxonPGreater()));
            further(
                    html,
                    "Success rate",
                    "Wilson interval",
                    overall.n(),
                    Numbers.share(overall.successRate()) + " " + Numbers.shares(overall.wilson()));
            if (overall.tTest() != null) {
                further(
                        html,
                        "Size of the effect",
                        "Cohen's d",
                        overall.n(),
                        Numbers.format("%.3f", overall.tTest().cohensD()));
            }
        }
        if (pairs.mean() != null) {
            further(
                    html,
                    "And if the alphas of a pair are not independent?",
                    "t-test over pair means, one-sided",
                    pairs.n(),
                    Numbers.margin(pairs.mean()) + " " + Numbers.interval(pairs.meanInterval()) + ", "
                            + Numbers.p(Numbers.pGreater(pairs)));
        }
        for (PairedDifference difference : analysis.alphaPaired()) {
            further(
                    html,
                    "Does alpha " + difference.toAlpha() + " move more than " + difference.fromAlpha() + "?",
                    "paired t-test within pairs, one-sided",
                    difference.n(),
                    Numbers.margin(difference.mean()) + ", "
                            + Numbers.p(
                                    difference.tTest() == null
                                            ? null
                                            : difference.tTest().pGreater()));
        }
        return html.raw("</tbody></table></div>\n");
    }

    private static void further(Markup html, String question, String method, long n, String result) {
        html.raw(
                "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>",
                question, method, Numbers.count(n), result);
    }

    private static void row(Markup html, String name, List<@Nullable SampleSummary> cells, String holm) {
        html.raw("<tr><th scope=\"row\">%s</th>", name);
        for (SampleSummary summary : cells) {
            if (summary == null || summary.mean() == null) {
                html.raw("<td>–</td>");
                continue;
            }
            Interval interval = summary.meanInterval();
            html.raw("<td class=\"%s\">", ComparisonFields.word(IntervalVerdict.of(summary)))
                    .raw("<span class=\"mean\">%s</span> ", Numbers.margin(summary.mean()))
                    .raw("<span class=\"interval\">%s</span> ", Numbers.interval(interval))
                    .raw(
                            "<span class=\"rest\">%s · %s · n&nbsp;%s</span></td>",
                            Numbers.share(summary.successRate()),
                            Numbers.p(Numbers.pGreater(summary)),
                            Numbers.count(summary.n()));
        }
        html.raw("<td class=\"n\">%s</td></tr>", holm);
    }
}
