package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steerscope.results.alignment.AlignmentOrder;
import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Subheading;
import io.steerscope.results.document.Table;
import io.steerscope.results.document.Table.Column;

/** Whether two scorers order the same items alike, where their scores are alignments: there are no sides of 0. */
final class AlignmentAgreement {

    private static final String HOW_TO_READ =
            "Scorers differ in scale, and each favours some prompts: compare orders, not"
                    + " sizes. No difference of clips between scorers is given.";

    private AlignmentAgreement() {}

    static List<Map<String, Object>> fields(List<ScorerComparison> comparisons) {
        return comparisons.stream().map(AlignmentAgreement::fields).toList();
    }

    private static Map<String, Object> fields(ScorerComparison comparison) {
        Map<String, Object> methods = new LinkedHashMap<>();
        comparison.methods().forEach(method -> methods.put(method.method(), AlignmentOrder.fields(method.agreement())));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorers", List.of(comparison.firstScorer(), comparison.secondScorer()));
        fields.put("methods", methods);
        return fields;
    }

    static List<Block> blocks(List<ScorerComparison> comparisons) {
        List<Block> blocks = new ArrayList<>();
        if (!comparisons.isEmpty()) {
            blocks.add(Paragraph.note(HOW_TO_READ));
        }
        for (ScorerComparison comparison : comparisons) {
            for (ScorerComparison.MethodComparison method : comparison.methods()) {
                blocks.add(new Subheading("%s: %s and %s"
                        .formatted(method.method(), comparison.firstScorer(), comparison.secondScorer())));
                blocks.add(table(method));
            }
        }
        return blocks;
    }

    private static Table table(ScorerComparison.MethodComparison method) {
        List<List<Cell>> rows = new ArrayList<>();
        for (AgreementRow row : AgreementRow.of(method.agreement(), "α")) {
            rows.add(List.of(
                    Cell.text(row.name()),
                    Cell.count(row.summary().n()),
                    Cell.figure(row.summary().spearman(), FigureUnit.CORRELATION),
                    Cell.figure(row.summary().kendall(), FigureUnit.CORRELATION)));
        }
        return new Table(
                "Agreement",
                "ρ and τ are Spearman's and Kendall's (tau-b) correlation of the clips of the items that both have.",
                List.of(Column.text("Items"), Column.number("n"), Column.number("ρ"), Column.number("τ")),
                rows);
    }
}
