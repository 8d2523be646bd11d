package io.steerscope.results.format.html;

import java.util.Map;
import java.util.Objects;

import io.steerscope.results.document.Numbers;
import io.steerscope.results.figures.Estimate;
import io.steerscope.results.figures.FinalAnalysis;
import io.steerscope.results.figures.PairedColumns;
import io.steerscope.statistics.analysis.MarginAnalysis;
import io.steerscope.statistics.analysis.SampleSummary;
import io.steerscope.statistics.clustered.ClusteredSummary;

/** Figures clustered by pair beside those over items, by category and overall, as an HTML table. */
final class PairsHtml {

    private PairsHtml() {}

    /** The heading and the table; with one alpha nothing, as each pair is one item then. */
    static Markup table(FinalAnalysis results) {
        if (!results.hasSeveralAlphas()) {
            return new Markup();
        }
        MarginAnalysis items = results.items();
        Markup html = new Markup()
                .raw("<h3>Averages over the alphas, by pair and by item</h3>")
                .raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"By pair and by item\">")
                .raw("<table class=\"pairs\"><caption>%s</caption><thead><tr>", PairedColumns.caption(results))
                .raw("<th scope=\"col\">Category</th><th scope=\"col\">Mean margin</th>")
                .raw("<th scope=\"col\">Clustered by pair%s</th>", results.hasSeveralAlphas() ? ", primary" : "")
                .raw(
                        "<th scope=\"col\">Over items, as published</th><th scope=\"col\">Above 0</th></tr></thead><tbody>");
        Map<String, Double> holmOfPairs = PairedColumns.holmOfPairs(results);
        Map<String, Double> holmOfItems = PairedColumns.holmOfItems(results);
        results.pairs()
                .byCategory()
                .forEach((category, clustered) -> row(
                        html,
                        category,
                        clustered,
                        Objects.requireNonNull(items.byCategory().get(category)),
                        ", Holm " + Numbers.p(holmOfPairs.get(category)),
                        ", Holm " + Numbers.p(holmOfItems.get(category))));
        html.raw("</tbody><tfoot>");
        row(html, "All", results.pairs().overall(), items.overall(), "", "");
        return html.raw("</tfoot></table></div>\n");
    }

    private static void row(
            Markup html,
            String name,
            ClusteredSummary clustered,
            SampleSummary items,
            String holmPairs,
            String holmItems) {
        html.raw("<tr><th scope=\"row\">%s</th>", name)
                .raw("<td><span class=\"mean\">%s</span></td>", Numbers.margin(items.mean()));
        estimate(html, Estimate.of(clustered), holmPairs);
        estimate(html, Estimate.of(items), holmItems);
        html.raw("<td>%s</td></tr>", Numbers.share(items.successRate()));
    }

    private static void estimate(Markup html, Estimate estimate, String holm) {
        html.raw("<td><span class=\"bounds\">%s</span> ", Numbers.interval(estimate.interval()))
                .raw(
                        "<span class=\"rest\">%s%s · n %s</span></td>",
                        Numbers.p(estimate.pTwoSided()), holm, Numbers.count(estimate.n(), estimate.unit()));
    }
}
