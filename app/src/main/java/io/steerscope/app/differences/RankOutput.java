package io.steerscope.app.differences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.files.AtomicFile;
import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Table;
import io.steerscope.schemas.table.CsvWriter;
import io.steerscope.schemas.text.VisibleText;

/**
 * What {@code differences rank} prints.
 *
 * @param results a column each, at least one
 */
public record RankOutput(List<RankResult> results) implements DifferenceOutput {

    private static final int MOST_SHOWN = 10;

    /**
     * How far the orders of two models agree.
     *
     * @param n images
     * @param kendallTauB of their scores; null where one of them gives all images one score
     */
    private record Agreement(String first, String second, int n, @Nullable Double kendallTauB) {

        Map<String, Object> fields() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("first", first);
            fields.put("second", second);
            fields.put("n", n);
            fields.put("kendall_tau_b", kendallTauB);
            return Figures.checked(fields);
        }
    }

    /** Copies the list. */
    public RankOutput {
        results = List.copyOf(results);
    }

    /** Ranks the images of each set. */
    public static RankOutput of(List<RankSet> sets) {
        return new RankOutput(sets.stream().map(RankSet::ranked).toList());
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("score", "image . text, or image . (text - opposite)");
        rule.put("order", "highest score first, ties by image");
        rule.put("pairwise_accuracy", "of pairs of different value, equal scores one half");
        Map<String, Map<String, Object>> byName = new LinkedHashMap<>();
        results.forEach(result -> byName.put(result.name(), result.fields()));
        return DifferenceOutput.fields(
                rule, byName, compared().stream().map(Agreement::fields).toList());
    }

    @Override
    public Section section() {
        List<Block> blocks = new ArrayList<>();
        if (results.stream().anyMatch(result -> result.values() != null)) {
            blocks.add(table(results));
        } else {
            blocks.add(Paragraph.text("Without values of the images (--truth) the order cannot be judged."));
        }
        for (RankResult result : results) {
            blocks.add(ends(result));
        }
        List<Agreement> compared = compared();
        if (!compared.isEmpty()) {
            blocks.add(orders(compared));
        } else if (results.size() > 1) {
            blocks.add(Paragraph.warning("The models ranked other images, so that their orders do not compare."));
        }
        return new Section("differences", "Attribute ranking", blocks);
    }

    /** How far rankings agree with values. */
    static Table table(List<RankResult> results) {
        return new Table(
                "Images in the order of an attribute",
                "Pairwise: share of the pairs of images of different value that the scores put in the order of the values,"
                        + " equal scores one half; 0.5 is chance. Pairs share images, and no interval is given.",
                List.of(
                        Table.Column.text("model"),
                        Table.Column.number("images"),
                        Table.Column.number("pairs"),
                        Table.Column.number("pairwise"),
                        Table.Column.number("Kendall tau-b"),
                        Table.Column.number("Spearman")),
                results.stream()
                        .map(result -> List.of(
                                Cell.text(VisibleText.of(result.name())),
                                Cell.count(result.images().names().size()),
                                Cell.count(result.agreement().pairs()),
                                Cell.figure(result.agreement().pairwiseAccuracy(), FigureUnit.AMOUNT),
                                Cell.figure(result.agreement().kendallTauB(), FigureUnit.CORRELATION),
                                Cell.figure(result.agreement().spearman(), FigureUnit.CORRELATION)))
                        .toList());
    }

    private Table ends(RankResult result) {
        List<Integer> order = result.ranking().order();
        List<List<Cell>> rows = new ArrayList<>();
        for (int place = 0; place < order.size(); place++) {
            if (place < MOST_SHOWN || place >= order.size() - MOST_SHOWN) {
                int image = order.get(place);
                rows.add(List.of(
                        Cell.text(VisibleText.of(result.images().names().get(image))),
                        Cell.count(place + 1L),
                        Cell.figure(result.ranking().scores()[image], FigureUnit.MARGIN),
                        Cell.text(result.values() == null ? "" : Numbers.key(result.values()[image]))));
            }
        }
        return new Table(
                "First and last images" + (results.size() == 1 ? "" : ": " + VisibleText.of(result.name())),
                order.size() > 2 * MOST_SHOWN
                        ? "The first and last %d; --out FILE writes all.".formatted(MOST_SHOWN)
                        : "",
                List.of(
                        Table.Column.text("image"),
                        Table.Column.number("rank"),
                        Table.Column.number("score"),
                        Table.Column.number("value")),
                rows);
    }

    /** Every two models over the same images. */
    private List<Agreement> compared() {
        List<Agreement> all = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            for (int j = i + 1; j < results.size(); j++) {
                RankResult first = results.get(i);
                RankResult second = results.get(j);
                if (first.images().names().equals(second.images().names())) {
                    all.add(new Agreement(
                            first.name(),
                            second.name(),
                            first.images().names().size(),
                            first.ranking().kendallTauB(second.ranking())));
                }
            }
        }
        return all;
    }

    private static Table orders(List<Agreement> compared) {
        return new Table(
                "Orders of two models",
                "",
                List.of(Table.Column.text("models"), Table.Column.number("Kendall tau-b")),
                compared.stream()
                        .map(each -> List.of(
                                Cell.text(VisibleText.of(each.first()) + " and " + VisibleText.of(each.second())),
                                Cell.figure(each.kendallTauB(), FigureUnit.CORRELATION)))
                        .toList());
    }

    /** Writes a row for each image of each model, in the order of ranks. */
    public void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        CsvWriter csv = new CsvWriter(text);
        csv.write(List.of("model", "rank", "image", "score", "value"));
        for (RankResult result : results) {
            List<Integer> order = result.ranking().order();
            for (int place = 0; place < order.size(); place++) {
                int image = order.get(place);
                csv.write(List.of(
                        result.name(),
                        Integer.toString(place + 1),
                        result.images().names().get(image),
                        Double.toString(result.ranking().scores()[image]),
                        result.values() == null ? "" : Double.toString(result.values()[image])));
            }
        }
        AtomicFile.write(file, text.toString());
    }
}
