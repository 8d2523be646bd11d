package io.steerscope.results.figures;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Figure;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Subheading;

/** The margins of one method under one scorer for people: plots, then tables with a row for each group. */
public final class MarginSection {

    private MarginSection() {}

    /**
     * The section.
     *
     * @param id its anchor
     */
    public static Section of(String id, ScorerReport scorer, MethodReport method) {
        FinalAnalysis results = method.results();
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(scorer.sentence()));
        if (!method.dependence().isEmpty()) {
            blocks.add(Paragraph.note(method.dependence()));
        }
        blocks.add(new Figure(
                "Margin by category and alpha",
                ("Dots are means, lines their %s t intervals, over all categories with the standard error by category. A"
                                + " filled dot has an interval that excludes 0, which is not adjusted over the groups and no"
                                + " verdict.")
                        .formatted(Numbers.share(results.items().options().level())),
                MarginCharts.byCategoryAndAlpha(results)));
        if (results.hasSeveralAlphas()) {
            blocks.add(new Figure("Response to alpha", "", MarginCharts.response(results)));
        }
        blocks.add(new Subheading("Verdicts"));
        blocks.add(Paragraph.text(results.verdicts().sentence()));
        if (!results.verdicts().byCell().isEmpty()) {
            blocks.add(MarginTables.verdicts(results.verdicts()));
            blocks.add(Paragraph.note(results.verdicts().ruleSentences()));
        }
        blocks.add(new Subheading("All figures"));
        blocks.add(MarginTables.cells(results));
        if (results.hasSeveralAlphas()) {
            blocks.add(new Subheading("Averages over the alphas, by pair and by item"));
            blocks.add(MarginTables.pairs(results));
        }
        blocks.add(new Subheading("Further tests"));
        blocks.add(MarginTables.furtherTests(results));
        return new Section(id, method.method() + " judged by " + scorer.scorerId(), blocks);
    }
}
