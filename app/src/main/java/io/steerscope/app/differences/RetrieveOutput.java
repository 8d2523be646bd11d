package io.steerscope.app.differences;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Table;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.differences.Retrieval;
import io.steerscope.statistics.differences.Share;

/**
 * What {@code differences retrieve} prints.
 *
 * @param results a column each, at least one
 */
public record RetrieveOutput(List<Result> results) implements DifferenceOutput {

    private static final int[] CUTS = {1, 5, 10};

    /**
     * What was found of a set.
     *
     * @param toText captions of images: images are the queries
     * @param toImage images of captions: different captions are the queries
     */
    record Result(RetrieveSet set, Retrieval toText, Retrieval toImage) {

        static Result of(RetrieveSet set) {
            return new Result(
                    set,
                    Retrieval.of(set.images().vectors(), set.textVectors(), set.captions()),
                    Retrieval.of(set.textVectors(), set.images().vectors(), turned(set)));
        }

        /** Numbers of the images of each caption. */
        private static List<int[]> turned(RetrieveSet set) {
            List<List<Integer>> images = new ArrayList<>();
            set.texts().forEach(text -> images.add(new ArrayList<>()));
            for (int image = 0; image < set.captions().size(); image++) {
                for (int text : set.captions().get(image)) {
                    images.get(text).add(image);
                }
            }
            return images.stream()
                    .map(numbers -> numbers.stream().mapToInt(Integer::intValue).toArray())
                    .toList();
        }

        Map<String, Retrieval> ways() {
            Map<String, Retrieval> ways = new LinkedHashMap<>();
            ways.put("image_to_text", toText);
            ways.put("text_to_image", toImage);
            return ways;
        }

        Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            if (!set.images().numbered()) {
                fields.put("images", set.images().names());
                fields.put("captions", set.texts());
            }
            ways().forEach((way, retrieval) -> {
                Map<String, @Nullable Object> figures = new LinkedHashMap<>();
                figures.put("n", retrieval.ranks().length);
                figures.put("candidates", retrieval.candidates());
                figures.put("tied", retrieval.tied());
                figures.put("median_rank", retrieval.medianRank());
                for (int k : CUTS) {
                    Share share = retrieval.recall(k);
                    Map<String, @Nullable Object> recall = new LinkedHashMap<>();
                    recall.put("correct", share.right());
                    Figures.putShare(recall, share);
                    figures.put("recall_at_" + k, Figures.checked(recall));
                }
                figures.put("ranks", retrieval.ranks());
                fields.put(way, Figures.checked(figures));
            });
            return fields;
        }
    }

    /** Copies the list. */
    public RetrieveOutput {
        results = List.copyOf(results);
    }

    /** Looks for the captions of images and the images of captions in each set. */
    public static RetrieveOutput of(List<RetrieveSet> sets) {
        return new RetrieveOutput(sets.stream().map(Result::of).toList());
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("queries", "image_to_text: images; text_to_image: different captions");
        rule.put("right", "a caption of the image; an image that has the caption");
        rule.put(
                "ties",
                "against the query: 1 + wrong candidates at least as near as the nearest right one, but for rounding");
        rule.put("interval", "Wilson, 95 %");
        Map<String, Map<String, Object>> byName = new LinkedHashMap<>();
        results.forEach(result -> byName.put(result.set().name(), result.fields()));
        return DifferenceOutput.fields(
                rule, byName, compared().stream().map(Versus::fields).toList());
    }

    /** Every two models over the same images and captions, in both directions at each cut. */
    private List<Versus> compared() {
        List<Versus> all = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            for (int j = i + 1; j < results.size(); j++) {
                if (isSame(results.get(i).set(), results.get(j).set())) {
                    addCompared(results.get(i), results.get(j), all);
                }
            }
        }
        return all;
    }

    private static void addCompared(Result first, Result second, List<Versus> all) {
        first.ways().forEach((way, retrieval) -> {
            for (int k : CUTS) {
                all.add(Versus.of(
                        first.set().name(),
                        second.set().name(),
                        words(way) + ", at " + k,
                        retrieval.found(k),
                        Objects.requireNonNull(second.ways().get(way)).found(k)));
            }
        });
    }

    private static boolean isSame(RetrieveSet first, RetrieveSet second) {
        return first.images().names().equals(second.images().names())
                && first.texts().equals(second.texts())
                && Arrays.deepEquals(
                        first.captions().toArray(int[][]::new),
                        second.captions().toArray(int[][]::new));
    }

    private static String words(String way) {
        return way.replace('_', ' ');
    }

    @Override
    public Section section() {
        List<Block> blocks = new ArrayList<>();
        RetrieveSet first = results.get(0).set();
        blocks.add(Paragraph.text("%s, %s."
                .formatted(
                        Numbers.count(first.images().names().size(), "image"),
                        Numbers.count(first.texts().size(), "different caption"))));
        List<List<Cell>> rows = new ArrayList<>();
        for (Result result : results) {
            result.ways().forEach((way, retrieval) -> {
                List<Cell> row = new ArrayList<>(List.of(
                        Cell.text(VisibleText.of(result.set().name())),
                        Cell.text(words(way)),
                        Cell.count(retrieval.ranks().length),
                        Figures.cell(retrieval.recall(1))));
                for (int k : CUTS) {
                    if (k > 1) {
                        row.add(Cell.figure(retrieval.recall(k).value(), FigureUnit.AMOUNT));
                    }
                }
                row.add(Cell.figure(retrieval.medianRank(), FigureUnit.EFFECTIVE_NUMBER));
                row.add(Cell.count(retrieval.tied()));
                rows.add(row);
            });
        }
        blocks.add(new Table(
                "Recall",
                "Share of the queries of which something right is among the first 1 (with its 95 % Wilson interval), 5 and 10."
                        + " An image's caption is right wherever it comes from: equal captions are one. Ties count against"
                        + " the query; tied: queries of which a wrong candidate is as near as the right one but for rounding;"
                        + " median: of the ranks.",
                List.of(
                        Table.Column.text("model"),
                        Table.Column.text("direction"),
                        Table.Column.number("queries"),
                        Table.Column.number("recall at 1"),
                        Table.Column.number("at 5"),
                        Table.Column.number("at 10"),
                        Table.Column.number("median"),
                        Table.Column.number("tied")),
                rows));
        List<Versus> compared = compared();
        if (!compared.isEmpty()) {
            blocks.add(Versus.table(compared, "queries"));
        } else if (results.size() > 1) {
            blocks.add(Paragraph.warning(
                    "The models were asked of other images or captions, so that no test compares" + " them."));
        }
        return new Section("differences", "Retrieval", blocks);
    }
}
