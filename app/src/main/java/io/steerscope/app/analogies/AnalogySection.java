package io.steerscope.app.analogies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Table;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.analogy.AnalogyControl;
import io.steerscope.statistics.analogy.AnalogyGain;
import io.steerscope.statistics.analogy.AnalogyMethod;
import io.steerscope.statistics.analogy.AnalogyResult;
import io.steerscope.statistics.analogy.AnalogyTotal;
import io.steerscope.statistics.analogy.Convention;

/** What was found over one vocabulary, for people. */
final class AnalogySection {

    private static final String HEADING = "Arithmetic of embeddings: ";
    private static final int MOST_NAMED = 10;

    private final AnalogyOutput output;
    private final SourceResult result;
    private final List<Block> blocks = new ArrayList<>();

    private AnalogySection(AnalogyOutput output, SourceResult result) {
        this.output = output;
        this.result = result;
    }

    static Section of(AnalogyOutput output, String name, SourceResult result) {
        AnalogySection section = new AnalogySection(output, result);
        AnalogyResult questions = result.questions();
        if (questions != null) {
            section.questions(questions);
        }
        if (!result.relations().isEmpty()) {
            section.relations();
        }
        return new Section("analogies", HEADING + VisibleText.of(name), section.blocks);
    }

    private void questions(AnalogyResult questions) {
        blocks.add(Paragraph.text("%s of %s, %s."
                .formatted(
                        Numbers.count(questions.vocabulary().size(), "word"),
                        Numbers.count(questions.vocabulary().dimension(), "dimension"),
                        Numbers.count(questions.questions().size(), "question"))));
        if (questions.skipped() > 0) {
            List<String> unknown = IntStream.range(0, questions.questions().size())
                    .boxed()
                    .flatMap(i -> questions.unknown(i).stream())
                    .distinct()
                    .toList();
            blocks.add(Paragraph.warning("%s %s of unknown words: %s."
                    .formatted(
                            Numbers.count(questions.skipped(), "question"),
                            output.settings().unknownIsWrong() ? "counted as wrong because" : "left out because",
                            named(unknown))));
        }
        for (Convention convention : output.conventions()) {
            if (output.hasGains() || output.settings().controls() > 0) {
                blocks.add(gains(questions, convention));
            }
            blocks.add(totals(questions, convention));
            if (output.sectionNames().size() > 1) {
                blocks.add(bySection(questions, convention));
            }
        }
        if (output.hasGains()) {
            blocks.add(Paragraph.note("What is claimed is the gain over only-c, the word nearest to c: where c and its"
                    + " answer are neighbours anyway, a high share says nothing of an analogy."));
        }
    }

    private static String named(List<String> words) {
        return VisibleText.of(String.join(", ", words.subList(0, Math.min(MOST_NAMED, words.size()))))
                + (words.size() > MOST_NAMED ? " and %,d more".formatted(words.size() - MOST_NAMED) : "");
    }

    private Table gains(AnalogyResult questions, Convention convention) {
        Map<AnalogyResult.Key, AnalogyGain> gains = questions.gains();
        Map<AnalogyResult.Key, Double> adjusted = questions.adjusted(gains);
        boolean hasControls = output.settings().controls() > 0;
        boolean hasGains = output.hasGains();
        List<Table.Column> columns =
                new ArrayList<>(List.of(Table.Column.text("method"), Table.Column.number("top 1")));
        if (hasGains) {
            columns.addAll(List.of(Table.Column.number("gain over only-c"), Table.Column.number("p")));
        }
        if (hasControls) {
            columns.addAll(List.of(Table.Column.number("exchanged"), Table.Column.number("p exchanged")));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (AnalogyMethod method : output.settings().methods()) {
            AnalogyResult.Key key = new AnalogyResult.Key(method, convention);
            AnalogyGain gain = gains.get(key);
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(method.id()), Cell.figure(questions.total(key).top1Share(), FigureUnit.SHARE)));
            if (hasGains) {
                row.add(
                        gain == null
                                ? Cell.text("")
                                : Cell.figure(gain.gain(), gain.interval(), FigureUnit.CORRELATION));
                row.add(gain == null ? Cell.text("") : Cell.figure(adjusted.get(key), FigureUnit.P_VALUE));
            }
            if (hasControls) {
                AnalogyControl control = questions.control(key).orElse(null);
                row.add(Cell.figure(control == null ? null : control.top1().mean(), FigureUnit.SHARE));
                row.add(Cell.figure(control == null ? null : control.top1().p(), FigureUnit.P_VALUE));
            }
            rows.add(row);
        }
        String caption = words(convention)
                + (hasGains
                        ? " Gain: top 1 less that of only-c on the same questions, 95 % bootstrap interval over sections."
                                + " p: McNemar's exact test, two-sided, by Holm over %s of both conventions."
                                        .formatted(Numbers.count(adjusted.size(), "test"))
                        : "")
                + (hasControls
                        ? " Exchanged: mean top 1 of %s, in which second pairs are exchanged between questions; p: (1 + those as good) / (1 + all)."
                                .formatted(Numbers.count(output.settings().controls(), "control"))
                        : "");
        String title = hasGains ? "Gain over no analogy, " : "Exchanged pairs, ";
        return new Table(title + convention.id(), caption, columns, rows);
    }

    private static String words(Convention convention) {
        return convention == Convention.EXCLUSIVE
                ? "Exclusive: a, b and c are no candidates."
                : "Inclusive: all words are candidates, a, b and c too.";
    }

    private Table totals(AnalogyResult questions, Convention convention) {
        List<List<Cell>> rows = new ArrayList<>();
        for (AnalogyMethod method : output.settings().methods()) {
            AnalogyTotal total = questions.total(new AnalogyResult.Key(method, convention));
            rows.add(List.of(
                    Cell.text(method.id()),
                    Cell.count(total.n()),
                    Cell.count(total.unanswerable()),
                    Cell.figure(total.top1Share(), total.top1Interval(), FigureUnit.SHARE),
                    Cell.figure(total.top5Share(), total.top5Interval(), FigureUnit.SHARE),
                    Cell.figure(total.mrr(), FigureUnit.AMOUNT)));
        }
        String chance = questions
                .chance(convention, 1)
                .map(share -> " Guessing has a top 1 of " + Numbers.format("%.5f.", share))
                .orElse("");
        return new Table(
                "Questions answered, " + convention.id(),
                words(convention)
                        + " Unanswerable: no accepted answer is a candidate. Shares with 95 % Wilson intervals; MRR: mean of"
                        + " 1 / rank."
                        + chance,
                List.of(
                        Table.Column.text("method"),
                        Table.Column.number("questions"),
                        Table.Column.number("unanswerable"),
                        Table.Column.number("top 1"),
                        Table.Column.number("top 5"),
                        Table.Column.number("MRR")),
                rows);
    }

    private Table bySection(AnalogyResult questions, Convention convention) {
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.text("section"), Table.Column.number("n")));
        for (AnalogyMethod method : output.settings().methods()) {
            columns.add(Table.Column.number(method.id()));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (String name : output.sectionNames()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(VisibleText.of(name))));
            int n = 0;
            List<Cell> shares = new ArrayList<>();
            for (AnalogyMethod method : output.settings().methods()) {
                AnalogyTotal total = questions.total(new AnalogyResult.Key(method, convention), name);
                n = Math.max(n, total.n());
                shares.add(Cell.figure(total.top1Share(), FigureUnit.SHARE));
            }
            row.add(Cell.count(n));
            row.addAll(shares);
            rows.add(row);
        }
        return new Table(
                "Top 1 by section, " + convention.id(), words(convention) + " Top 1 by section.", columns, rows);
    }

    private void relations() {
        boolean rated = result.relations().values().stream().anyMatch(RelationResult::isRated);
        List<Table.Column> columns = new ArrayList<>(List.of(
                Table.Column.text("relation"),
                Table.Column.number("pairs"),
                Table.Column.number("left out"),
                Table.Column.number("concentration"),
                Table.Column.number("consistency")));
        if (rated) {
            columns.add(Table.Column.number("with ratings"));
        }
        result.relations().forEach((name, relation) -> {
            if (!relation.skipped().isEmpty()) {
                blocks.add(Paragraph.warning("%s: %s left out because of unknown words: %s."
                        .formatted(
                                VisibleText.of(name),
                                Numbers.count(relation.skipped().size(), "pair"),
                                named(relation.unknown()))));
            }
        });
        List<List<Cell>> rows = new ArrayList<>();
        result.relations().forEach((name, relation) -> {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(VisibleText.of(name)),
                    Cell.count(relation.figures().pairs()),
                    Cell.count(relation.skipped().size()
                            + (long) relation.figures().unmoved()),
                    Cell.figure(relation.figures().offsetConcentration(), FigureUnit.CORRELATION),
                    Cell.figure(relation.figures().pairingConsistency(), FigureUnit.AMOUNT)));
            if (rated) {
                row.add(Cell.figure(relation.figures().ratingSpearman(), FigureUnit.CORRELATION));
            }
            rows.add(row);
        });
        blocks.add(new Table(
                "Relations",
                "Left out: pairs with an unknown word, or of two words with one vector. Concentration: mean cosine between"
                        + " offsets of different pairs. Consistency: how surely these cosines are above those of pairs put"
                        + " together otherwise; 0.5 is no more than chance."
                        + (rated ? " With ratings: Spearman correlation of typicality and rating." : ""),
                columns,
                rows));
    }
}
