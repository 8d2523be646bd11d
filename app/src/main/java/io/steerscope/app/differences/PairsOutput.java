package io.steerscope.app.differences;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Table;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.differences.ImageBootstrap;
import io.steerscope.statistics.differences.ImagePair;
import io.steerscope.statistics.differences.Share;
import io.steerscope.statistics.hypothesis.McNemarTest;
import io.steerscope.statistics.interval.Interval;

/**
 * What {@code differences pairs} prints.
 *
 * @param results a column each, at least one
 * @param seed of the bootstrap over images; null without
 */
public record PairsOutput(List<PairsResult> results, @Nullable Long seed) implements DifferenceOutput {

    /** Copies the list. */
    public PairsOutput {
        results = List.copyOf(results);
    }

    /**
     * Decides the pairs of each set.
     *
     * @param seed of the bootstrap over images; null for none
     */
    public static PairsOutput of(List<PairsSet> sets, @Nullable Long seed) {
        return new PairsOutput(
                sets.stream().map(set -> PairsResult.of(set, seed)).toList(), seed);
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("right", "cos(text, first - second) has the sign of truth");
        rule.put("undecidable", "truth 0, or both images have one vector");
        rule.put("interval", "Wilson, 95 %, which takes pairs for independent");
        if (seed != null) {
            rule.put("bootstrap", "over " + drawn() + ", 95 %, percentile, " + ImageBootstrap.RESAMPLES + " resamples");
            rule.put("seed", seed);
        }
        Map<String, Map<String, Object>> byName = new LinkedHashMap<>();
        results.forEach(result -> byName.put(result.set().name(), result.fields()));
        return DifferenceOutput.fields(
                rule, byName, compared().stream().map(Versus::fields).toList());
    }

    /** What the bootstrap draws: images, or pairs where none of them share an image. */
    private String drawn() {
        long sharing = results.stream().filter(PairsResult::sharesImages).count();
        if (sharing == 0) {
            return "pairs, which share no image";
        }
        return sharing == results.size() ? "images" : "images, or pairs where these share none";
    }

    /** Every two models over the same pairs, of those that both can decide. */
    private List<Versus> compared() {
        List<Versus> all = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            for (int j = i + 1; j < results.size(); j++) {
                if (isSame(results.get(i).set(), results.get(j).set())) {
                    all.add(versus(results.get(i), results.get(j)));
                }
            }
        }
        return all;
    }

    private static boolean isSame(PairsSet first, PairsSet second) {
        return first.images().names().equals(second.images().names())
                && asked(first).equals(asked(second));
    }

    /** The pairs without their texts: two ways of naming a difference ask the same. */
    private static List<List<Integer>> asked(PairsSet set) {
        return set.pairs().stream()
                .map(pair -> List.of(pair.first(), pair.second(), pair.truth()))
                .toList();
    }

    private Versus versus(PairsResult first, PairsResult second) {
        int[] both = IntStream.of(first.classification().decided())
                .filter(i -> second.classification().outcomes().get(i).right() != null)
                .toArray();
        int[] differences = IntStream.of(both)
                .map(i -> (second.classification().isRight(i) ? 1 : 0)
                        - (first.classification().isRight(i) ? 1 : 0))
                .toArray();
        List<ImagePair> pairs =
                IntStream.of(both).mapToObj(first.set().pairs()::get).toList();
        Interval interval = seed == null ? null : ImageBootstrap.ofMean(pairs, differences, seed);
        return new Versus(
                first.set().name(),
                second.set().name(),
                "right",
                both.length,
                McNemarTest.of(
                        IntStream.of(differences).filter(each -> each < 0).count(),
                        IntStream.of(differences).filter(each -> each > 0).count()),
                interval);
    }

    @Override
    public Section section() {
        List<Block> blocks = new ArrayList<>();
        PairsResult first = results.get(0);
        blocks.add(Paragraph.text("%s, %s undecidable (%s)."
                .formatted(
                        Numbers.count(first.set().pairs().size(), "pair"),
                        Numbers.count(first.classification().undecidable()),
                        "truth 0, or two images with one vector")));
        blocks.add(totals());
        if (!first.set().categories().isEmpty()) {
            blocks.add(byCategory());
        }
        List<Versus> compared = compared();
        if (!compared.isEmpty()) {
            blocks.add(Versus.table(compared, "pairs"));
        } else if (results.size() > 1) {
            blocks.add(Paragraph.warning("The models were asked of other pairs, so that no test compares them."));
        }
        if (results.stream().anyMatch(PairsResult::sharesImages)) {
            blocks.add(Paragraph.warning("Pairs that share images depend on each other, and Wilson's interval and"
                    + " McNemar's test do not know it: "
                    + (seed == null
                            ? "--cluster image adds intervals by bootstrap over images."
                            : "read the intervals by bootstrap over images in their place, where there are any.")));
        }
        if (seed != null && results.stream().anyMatch(PairsResult::hasDominantImage)) {
            blocks.add(Paragraph.warning("One image is in more than half of the decided pairs. A bootstrap over images"
                    + " would be much too narrow, and there is none: what is found holds for that image alone."));
        }
        if (first.set().hasOneText()) {
            blocks.add(
                    Paragraph.note("All pairs have one text. Its cosine with a difference of images is then nothing but"
                            + " the order of the images along one direction: a ranking (differences rank), which a model needs"
                            + " no training on differences for."));
        }
        List<RankResult> rankings = new ArrayList<>();
        results.forEach(result -> {
            if (result.ranking() != null) {
                rankings.add(result.ranking());
            }
        });
        if (!rankings.isEmpty()) {
            blocks.add(RankOutput.table(rankings));
        }
        return new Section("differences", "Difference classification", blocks);
    }

    private Table totals() {
        boolean clustered = seed != null;
        List<Table.Column> columns = new ArrayList<>(List.of(
                Table.Column.text("model"),
                Table.Column.number("decided"),
                Table.Column.number("undecidable"),
                Table.Column.number("right"),
                Table.Column.number("accuracy")));
        if (clustered) {
            columns.add(Table.Column.text("bootstrap"));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (PairsResult result : results) {
            Share share = result.classification().share();
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(VisibleText.of(result.set().name())),
                    Cell.count(share.n()),
                    Cell.count(result.classification().undecidable()),
                    Cell.count(share.right()),
                    Figures.cell(share)));
            if (clustered) {
                row.add(Cell.text(FigureUnit.AMOUNT.interval(result.bootstrap())));
            }
            rows.add(row);
        }
        return new Table(
                "Pairs decided",
                "Right: the cosine of the text with first less second has the sign of the truth. Accuracy with its 95 %"
                        + " Wilson interval"
                        + (clustered
                                ? "; bootstrap: 95 % interval over " + drawn() + ", seed " + seed
                                        + ", of no width where all pairs are right (read Wilson's then)."
                                : "."),
                columns,
                rows);
    }

    private Table byCategory() {
        List<Table.Column> columns =
                new ArrayList<>(List.of(Table.Column.text("category"), Table.Column.number("decided")));
        Set<String> categories = new LinkedHashSet<>();
        results.forEach(result -> {
            columns.add(Table.Column.number(VisibleText.of(result.set().name())));
            categories.addAll(result.byCategory().keySet());
        });
        List<List<Cell>> rows = new ArrayList<>();
        for (String category : categories) {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(VisibleText.of(category)),
                    Cell.count(share(results.get(0), category).n())));
            results.forEach(result -> row.add(Figures.cell(share(result, category))));
            rows.add(row);
        }
        return new Table("Accuracy by category", "With 95 % Wilson intervals.", columns, rows);
    }

    private static Share share(PairsResult result, String category) {
        return result.byCategory().getOrDefault(category, new Share(0, 0));
    }
}
