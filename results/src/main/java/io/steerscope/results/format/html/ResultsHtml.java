package io.steerscope.results.format.html;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.results.figures.CellFigures;
import io.steerscope.results.figures.FinalAnalysis;
import io.steerscope.results.figures.FurtherTest;
import io.steerscope.results.figures.OverCategories;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.MarginAnalysis;
import io.steerscope.statistics.analysis.SampleSummary;

/** The figures of one analysis as HTML tables. */
final class ResultsHtml {

    private ResultsHtml() {}

    /** Categories by alphas. */
    static Markup table(FinalAnalysis results) {
        MarginAnalysis analysis = results.items();
        Markup html = new Markup()
                .raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Results table\">")
                .raw("<table class=\"cells\"><caption>%s</caption>", CellFigures.caption(analysis.options()))
                .raw("<thead><tr><th scope=\"col\">Category</th>");
        analysis.byAlpha().keySet().forEach(alpha -> html.raw("<th scope=\"col\">α %s</th>", alpha));
        html.raw("</tr></thead><tbody>");
        analysis.byCategory().keySet().forEach(category -> {
            List<@Nullable SampleSummary> cells = new ArrayList<>();
            analysis.byAlpha()
                    .keySet()
                    .forEach(alpha -> cells.add(analysis.byCategoryAlpha().get(new CategoryAlpha(category, alpha))));
            row(html, category, cells);
        });
        html.raw("</tbody><tfoot>");
        html.raw("<tr><th scope=\"row\">All</th>");
        analysis.byAlpha()
                .forEach((alpha, items) ->
                        overCategories(html, results.overCategories().get(alpha), items));
        html.raw("</tr>");
        return html.raw("</tfoot></table></div>\n");
    }

    /** What else was tested over all items: the effect of alpha, and tests that assume less. */
    static Markup furtherTests(FinalAnalysis analysis) {
        Markup html = new Markup()
                .raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Further tests\">")
                .raw("<table class=\"further\"><caption>Further tests over all categories; not adjusted.</caption>")
                .raw("<thead><tr><th scope=\"col\">Question</th><th scope=\"col\">Method</th>"
                        + "<th scope=\"col\">n</th><th scope=\"col\">Result</th></tr></thead><tbody>");
        FurtherTest.of(analysis)
                .forEach(test -> html.raw(
                        "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>",
                        test.question(), test.method(), Numbers.count(test.n(), test.unit()), test.result()));
        return html.raw("</tbody></table></div>\n");
    }

    private static void overCategories(Markup html, @Nullable OverCategories mean, SampleSummary items) {
        if (mean == null || mean.mean() == null) {
            html.raw("<td>–</td>");
            return;
        }
        html.raw("<td><span class=\"mean\">%s</span> ", Numbers.margin(mean.mean()))
                .raw("<span class=\"interval\">%s</span> ", Numbers.interval(mean.interval()))
                .raw(
                        "<span class=\"rest\">%s · %s · n&nbsp;%s</span></td>",
                        Numbers.share(items.successRate()), Numbers.p(mean.pTwoSided()), Numbers.count(mean.pairs()));
    }

    private static void row(Markup html, String name, List<@Nullable SampleSummary> cells) {
        html.raw("<tr><th scope=\"row\">%s</th>", name);
        for (SampleSummary summary : cells) {
            if (summary == null || summary.mean() == null) {
                html.raw("<td>–</td>");
                continue;
            }
            html.raw("<td><span class=\"mean\">%s</span> ", Numbers.margin(summary.mean()))
                    .raw("<span class=\"interval\">%s</span> ", Numbers.interval(summary.meanInterval()))
                    .raw("<span class=\"rest\">%s</span> ", CellFigures.bca(summary))
                    .raw(
                            "<span class=\"rest\">%s · %s · n&nbsp;%s</span></td>",
                            Numbers.share(summary.successRate()),
                            Numbers.p(Numbers.pTwoSided(summary)),
                            Numbers.count(summary.n()));
        }
        html.raw("</tr>");
    }
}
