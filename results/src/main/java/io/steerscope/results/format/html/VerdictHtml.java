package io.steerscope.results.format.html;

import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.figures.CellVerdicts;
import io.steerscope.results.figures.FinalAnalysis;
import io.steerscope.results.figures.VerdictWords;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.verdict.Verdict;

/** The verdicts of one method as an HTML table with its rule. */
final class VerdictHtml {

    private VerdictHtml() {}

    /** Categories by alphas, the rule below. */
    static Markup table(FinalAnalysis results) {
        CellVerdicts verdicts = results.verdicts();
        Markup html = new Markup();
        if (verdicts.byCell().isEmpty()) {
            return html.raw("<p>%s</p>", verdicts.sentence());
        }
        SortedSet<String> categories = new TreeSet<>();
        SortedSet<Double> alphas = new TreeSet<>();
        verdicts.byCell().keySet().forEach(cell -> {
            categories.add(cell.category());
            alphas.add(cell.alpha());
        });
        html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Verdicts\">")
                .raw("<table class=\"verdicts\"><caption>%s</caption><thead><tr>", verdicts.sentence())
                .raw("<th scope=\"col\">Category</th>");
        alphas.forEach(alpha -> html.raw("<th scope=\"col\">α %s</th>", alpha));
        html.raw("</tr></thead><tbody>");
        for (String category : categories) {
            html.raw("<tr><th scope=\"row\">%s</th>", category);
            alphas.forEach(alpha -> cell(html, verdicts.byCell().get(new CategoryAlpha(category, alpha))));
            html.raw("</tr>");
        }
        return html.raw(
                "</tbody></table></div><p class=\"note\">%s The p shown are adjusted.</p>\n", verdicts.ruleSentences());
    }

    private static void cell(Markup html, @Nullable Verdict verdict) {
        if (verdict == null) {
            html.raw("<td>–</td>");
            return;
        }
        html.raw("<td class=\"%s\">", style(verdict))
                .raw("<span class=\"outcome\">%s</span> ", VerdictWords.outcome(verdict))
                .raw("<span class=\"rest\">%s</span></td>", VerdictWords.reason(verdict));
    }

    private static String style(Verdict verdict) {
        if (verdict instanceof Verdict.Works) {
            return "works";
        }
        return verdict instanceof Verdict.DoesNot ? "does-not" : "undecided";
    }
}
