package io.steerscope.results.format.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.results.figures.CellFigures;
import io.steerscope.results.figures.CellVerdicts;
import io.steerscope.results.figures.Estimate;
import io.steerscope.results.figures.FinalAnalysis;
import io.steerscope.results.figures.FurtherTest;
import io.steerscope.results.figures.OverCategories;
import io.steerscope.results.figures.PairedColumns;
import io.steerscope.results.figures.VerdictWords;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.MarginAnalysis;
import io.steerscope.statistics.analysis.SampleSummary;
import io.steerscope.statistics.clustered.ClusteredSummary;
import io.steerscope.statistics.verdict.Verdict;

/** The results of one analysis as Markdown. */
final class ResultsMarkdown {

    private final FinalAnalysis results;
    private final MarginAnalysis items;
    private final String heading;
    private final StringBuilder out = new StringBuilder();

    private ResultsMarkdown(FinalAnalysis results, String heading) {
        this.results = results;
        this.items = results.items();
        this.heading = heading;
    }

    /**
     * Verdicts, figures by pair and by item, figures of cells, further tests.
     *
     * @param heading marks of a heading, such as {@code ##}
     */
    static String of(FinalAnalysis results, String heading) {
        ResultsMarkdown markdown = new ResultsMarkdown(results, heading);
        markdown.headline();
        markdown.verdicts();
        if (results.hasSeveralAlphas()) {
            markdown.pairs();
        }
        markdown.cells();
        markdown.furtherTests();
        return markdown.out.toString().stripTrailing() + "\n";
    }

    private void headline() {
        OverCategories headline = results.headline();
        if (headline != null && headline.interval() != null) {
            text("The %s is %s, %s interval %s (%s), %s."
                    .formatted(
                            headline.estimand(),
                            Numbers.margin(headline.mean()),
                            Numbers.share(headline.level()),
                            Numbers.interval(headline.interval()),
                            headline.method(),
                            Numbers.p(headline.pTwoSided())));
        }
    }

    private void verdicts() {
        CellVerdicts verdicts = results.verdicts();
        title("Verdicts");
        text(verdicts.sentence());
        if (verdicts.byCell().isEmpty()) {
            return;
        }
        byCategoryAndAlpha(cell -> {
            Verdict verdict = verdicts.byCell().get(cell);
            return verdict == null ? "–" : VerdictWords.outcome(verdict) + " (" + VerdictWords.reason(verdict) + ")";
        });
        text(verdicts.ruleSentences() + " The p shown are adjusted.");
    }

    private void pairs() {
        title("By pair and by item");
        text(PairedColumns.caption(results));
        MarkdownTable table = new MarkdownTable(List.of(
                "Category",
                "Mean margin",
                results.hasSeveralAlphas() ? "Clustered by pair, primary" : "Clustered by pair",
                "Pairs",
                "Over items, as published",
                "Items",
                "Above 0"));
        Map<String, Double> holmOfPairs = PairedColumns.holmOfPairs(results);
        Map<String, Double> holmOfItems = PairedColumns.holmOfItems(results);
        results.pairs()
                .byCategory()
                .forEach((category, clustered) -> row(
                        table.cell(category),
                        clustered,
                        Objects.requireNonNull(items.byCategory().get(category)),
                        ", Holm " + Numbers.p(holmOfPairs.get(category)),
                        ", Holm " + Numbers.p(holmOfItems.get(category))));
        row(table.bold("All"), results.pairs().overall(), items.overall(), "", "");
        table(table);
    }

    private static void row(
            MarkdownTable table, ClusteredSummary clustered, SampleSummary items, String holmPairs, String holmItems) {
        table.cell(Numbers.margin(items.mean()))
                .cell(Estimate.of(clustered).figures() + holmPairs)
                .cell(Numbers.count(clustered.clusters()))
                .cell(Estimate.of(items).figures() + holmItems)
                .cell(Numbers.count(items.n()))
                .cell(Numbers.share(items.successRate()))
                .end();
    }

    private void cells() {
        title("By category and alpha");
        text(CellFigures.caption(items.options()) + " Unit: " + items.unit() + ".");
        byCategoryAndAlpha(cell -> figures(items.byCategoryAlpha().get(cell)));
    }

    private static String figures(@Nullable SampleSummary summary) {
        if (summary == null || summary.mean() == null) {
            return "–";
        }
        String bca = CellFigures.bca(summary);
        return "%s %s, %s%s, %s, n %s"
                .formatted(
                        Numbers.margin(summary.mean()),
                        Numbers.interval(summary.meanInterval()),
                        bca.isEmpty() ? "" : bca + ", ",
                        Numbers.share(summary.successRate()),
                        Numbers.p(Numbers.pTwoSided(summary)),
                        Numbers.count(summary.n()));
    }

    private void furtherTests() {
        title("Further tests");
        text("Over all categories; not adjusted.");
        MarkdownTable table = new MarkdownTable(List.of("Question", "Method", "n", "Result"));
        FurtherTest.of(results).forEach(test -> table.cell(test.question())
                .cell(test.method())
                .cell(Numbers.count(test.n(), test.unit()))
                .cell(test.result())
                .end());
        table(table);
    }

    private void byCategoryAndAlpha(Function<CategoryAlpha, String> content) {
        SortedSet<Double> alphas = new TreeSet<>(items.byAlpha().keySet());
        SortedSet<String> categories = new TreeSet<>(items.byCategory().keySet());
        results.verdicts().byCell().keySet().forEach(cell -> {
            alphas.add(cell.alpha());
            categories.add(cell.category());
        });
        List<String> columns = new ArrayList<>(List.of("Category"));
        alphas.forEach(alpha -> columns.add("α " + alpha));
        MarkdownTable table = new MarkdownTable(columns);
        for (String category : categories) {
            table.cell(category);
            alphas.forEach(alpha -> table.cell(content.apply(new CategoryAlpha(category, alpha))));
            table.end();
        }
        table(table);
    }

    private void title(String title) {
        text(heading + " " + title, false);
    }

    private void text(String text) {
        text(text, true);
    }

    private void text(String text, boolean escaped) {
        out.append(escaped ? MarkdownTable.escape(text) : text).append("\n\n");
    }

    private void table(MarkdownTable table) {
        out.append(table).append('\n');
    }
}
