package io.steerscope.app.differences;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
import io.steerscope.statistics.differences.Classification;
import io.steerscope.statistics.differences.Share;
import io.steerscope.statistics.hypothesis.McNemarTest;

/** Classifications for people. */
final class ClassifySection {

    private static final int MOST_CONFUSIONS = 10;

    private record Confusion(int label, int predicted, int zeroShot, int comparative) {}

    private final ClassifyOutput output;
    private final List<Block> blocks = new ArrayList<>();

    ClassifySection(ClassifyOutput output) {
        this.output = output;
    }

    Section section() {
        ClassifySet first = output.results().get(0).set();
        blocks.add(Paragraph.text("%s in %s classes, %s."
                .formatted(
                        Numbers.count(first.images().names().size(), "image"),
                        Numbers.count(first.classes().size()),
                        Numbers.count(first.comparatives().size(), "comparative"))));
        blocks.add(totals());
        List<Versus> compared = output.compared();
        if (!compared.isEmpty()) {
            blocks.add(Versus.table(
                    compared.stream()
                            .map(versus -> versus.figured(words(versus.figure())))
                            .toList(),
                    "images"));
        } else if (output.results().size() > 1) {
            blocks.add(Paragraph.warning(
                    "The models were asked of other images, classes or labels, so that no test" + " compares them."));
        }
        for (ClassifyResult result : output.results()) {
            blocks.add(byClass(result));
            confusions(result);
        }
        blocks.add(
                Paragraph.note("Comparatives that were chosen after a look at the confusions of these images make the"
                        + " figures of comparative prompting too good: choose them on others."));
        return new Section("differences", "Comparative prompting", blocks);
    }

    private Table totals() {
        List<List<Cell>> rows = new ArrayList<>();
        for (ClassifyResult result : output.results()) {
            for (Map.Entry<String, Classification> entry :
                    result.classifications().entrySet()) {
                Classification classification = entry.getValue();
                boolean isZeroShot = entry.getKey().equals("zero_shot");
                McNemarTest paired = result.paired(classification);
                int worst = classification.worstClass();
                rows.add(List.of(
                        Cell.text(VisibleText.of(result.set().name())),
                        Cell.text(words(entry.getKey())),
                        Figures.cell(classification.share()),
                        Cell.figure(classification.balancedAccuracy(), FigureUnit.AMOUNT),
                        Cell.figure(worst < 0 ? null : classification.classShares()[worst].value(), FigureUnit.AMOUNT),
                        Cell.text(isZeroShot ? "" : Long.toString(paired.onlyFirst())),
                        Cell.text(isZeroShot ? "" : Long.toString(paired.onlySecond())),
                        isZeroShot ? Cell.text("") : Cell.figure(paired.pTwoSided(), FigureUnit.P_VALUE)));
            }
        }
        return new Table(
                "Classes found",
                "Class vectors: of the class's own text, or by comparative prompting with this weight of it and these"
                        + " directions. Accuracy with its 95 % Wilson interval; balanced: mean over classes that have"
                        + " images; worst: least of these. Won and lost: images that comparative prompting, or the own"
                        + " text, alone has right; p: McNemar's exact test of these, two-sided.",
                List.of(
                        Table.Column.text("model"),
                        Table.Column.text("class vectors"),
                        Table.Column.number("accuracy"),
                        Table.Column.number("balanced"),
                        Table.Column.number("worst"),
                        Table.Column.number("won"),
                        Table.Column.number("lost"),
                        Table.Column.number("p")),
                rows);
    }

    private static String words(String key) {
        if (key.equals("zero_shot")) {
            return "own text";
        }
        String[] parts = key.split("\\|");
        return parts[1] + " " + parts[2];
    }

    private Table byClass(ClassifyResult result) {
        Map<String, Classification> all = result.classifications();
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.text("class"), Table.Column.number("n")));
        all.keySet().forEach(key -> columns.add(Table.Column.number(words(key))));
        List<Share[]> shares =
                all.values().stream().map(Classification::classShares).toList();
        List<List<Cell>> rows = new ArrayList<>();
        for (int c = 0; c < result.set().classes().size(); c++) {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(VisibleText.of(result.set().classes().get(c))), Cell.count(shares.get(0)[c].n())));
            for (Share[] of : shares) {
                row.add(Cell.figure(of[c].value(), FigureUnit.AMOUNT));
            }
            rows.add(row);
        }
        return new Table("Accuracy by class", caption(result, "accuracy by class."), columns, rows);
    }

    private String caption(ClassifyResult result, String text) {
        return output.results().size() == 1
                ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1)
                : VisibleText.of(result.set().name()) + ": " + text;
    }

    /** The most frequent mistakes; all are in the confusion matrices of JSON. */
    private void confusions(ClassifyResult result) {
        int[][] zeroShot = result.zeroShot().confusion();
        int[][] comparative = result.primary().classification().confusion();
        List<Confusion> confusions = IntStream.range(0, zeroShot.length)
                .boxed()
                .flatMap(label -> IntStream.range(0, zeroShot.length)
                        .filter(predicted -> predicted != label)
                        .mapToObj(predicted -> new Confusion(
                                label, predicted, zeroShot[label][predicted], comparative[label][predicted])))
                .filter(confusion -> confusion.zeroShot() + confusion.comparative() > 0)
                .sorted(Comparator.comparingInt(confusion -> -confusion.zeroShot() - confusion.comparative()))
                .limit(MOST_CONFUSIONS)
                .toList();
        if (confusions.isEmpty()) {
            return;
        }
        List<String> classes = result.set().classes();
        blocks.add(new Table(
                "Most frequent confusions",
                caption(
                        result,
                        "the most frequent confusions, %d at most; comparative: %s %s."
                                .formatted(
                                        MOST_CONFUSIONS,
                                        Numbers.key(result.primary().weight()),
                                        result.primary().directions())),
                List.of(
                        Table.Column.text("class"),
                        Table.Column.text("taken for"),
                        Table.Column.number("own text"),
                        Table.Column.number("comparative")),
                confusions.stream()
                        .map(confusion -> List.of(
                                Cell.text(VisibleText.of(classes.get(confusion.label()))),
                                Cell.text(VisibleText.of(classes.get(confusion.predicted()))),
                                Cell.count(confusion.zeroShot()),
                                Cell.count(confusion.comparative())))
                        .toList()));
    }
}
