package io.steerscope.app.analogies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Table;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.analogy.AnalogyGain;
import io.steerscope.statistics.analogy.AnalogyResult;
import io.steerscope.statistics.analogy.AnalogyTotal;

/** Several vocabularies side by side: one column each. */
final class AnalogySummary {

    private final AnalogyOutput output;
    private final List<Map.Entry<String, SourceResult>> results;

    private AnalogySummary(AnalogyOutput output, List<Map.Entry<String, SourceResult>> results) {
        this.output = output;
        this.results = results;
    }

    static Section of(AnalogyOutput output, List<Map.Entry<String, SourceResult>> results) {
        AnalogySummary summary = new AnalogySummary(output, results);
        List<Block> blocks = new ArrayList<>();
        if (output.questions() != null) {
            if (output.hasGains()) {
                blocks.add(summary.gains());
            }
            blocks.add(summary.shares());
        }
        if (results.stream().anyMatch(result -> !result.getValue().relations().isEmpty())) {
            blocks.add(summary.relations());
        }
        return new Section("analogies-side-by-side", "Side by side", blocks);
    }

    private List<Table.Column> columns(String first) {
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.text(first)));
        results.forEach(result -> columns.add(Table.Column.number(VisibleText.of(result.getKey()))));
        return columns;
    }

    private Table gains() {
        List<List<Cell>> rows = new ArrayList<>();
        for (AnalogyResult.Key key : output.keys()) {
            if (key.method().isBaseline()) {
                continue;
            }
            List<Cell> row = new ArrayList<>(List.of(Cell.text(key.toString())));
            for (Map.Entry<String, SourceResult> result : results) {
                AnalogyResult questions = result.getValue().questions();
                AnalogyGain gain = questions == null ? null : questions.gains().get(key);
                row.add(
                        gain == null
                                ? Cell.text("")
                                : Cell.figure(gain.gain(), gain.interval(), FigureUnit.CORRELATION));
            }
            rows.add(row);
        }
        return new Table(
                "Gain over only-c",
                "Share of questions answered right less that of only-c, which looks at no analogy; 95 % bootstrap interval"
                        + " over sections.",
                columns("method"),
                rows);
    }

    private Table shares() {
        List<List<Cell>> rows = new ArrayList<>();
        for (AnalogyResult.Key key : output.keys()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(key.toString())));
            for (Map.Entry<String, SourceResult> result : results) {
                AnalogyResult questions = result.getValue().questions();
                AnalogyTotal total = questions == null ? null : questions.total(key);
                row.add(
                        total == null
                                ? Cell.text("")
                                : Cell.figure(total.top1Share(), total.top1Interval(), FigureUnit.SHARE));
            }
            rows.add(row);
        }
        return new Table(
                "Answered right",
                "Share of questions whose best accepted answer has rank 1, with its 95 % Wilson interval.",
                columns("method"),
                rows);
    }

    private Table relations() {
        List<String> names = results.stream()
                .flatMap(result -> result.getValue().relations().keySet().stream())
                .distinct()
                .toList();
        List<List<Cell>> rows = new ArrayList<>();
        for (String name : names) {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(VisibleText.of(name))));
            for (Map.Entry<String, SourceResult> result : results) {
                RelationResult relation = result.getValue().relations().get(name);
                row.add(
                        relation == null
                                ? Cell.text("")
                                : Cell.figure(relation.figures().pairingConsistency(), FigureUnit.AMOUNT));
            }
            rows.add(row);
        }
        return new Table(
                "Pairing consistency of relations",
                "0.5 is no more than pairs put together otherwise.",
                columns("relation"),
                rows);
    }
}
