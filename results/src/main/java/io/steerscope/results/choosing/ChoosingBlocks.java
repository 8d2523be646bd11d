package io.steerscope.results.choosing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Table;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.choosing.CategorySelection;
import io.steerscope.statistics.choosing.ChoosingResult;
import io.steerscope.statistics.choosing.ChoosingSettings;
import io.steerscope.statistics.choosing.Selection;
import io.steerscope.statistics.choosing.SelectionRule;
import io.steerscope.statistics.choosing.Slice;
import io.steerscope.statistics.choosing.SliceAnalysis;
import io.steerscope.statistics.choosing.SliceDescription;
import io.steerscope.statistics.interval.Interval;

/** Which images to look at, for people: the groups that stand out, then what was selected and what it costs. */
public final class ChoosingBlocks {

    private static final int MOST_WORDS = 6;
    private static final int MOST_SLICES = 20;

    private final ChoosingResult result;
    private final ChoosingSettings settings;
    private final List<Block> blocks = new ArrayList<>();

    private ChoosingBlocks(ChoosingResult result, ChoosingSettings settings) {
        this.result = result;
        this.settings = settings;
    }

    /** The blocks. */
    public static List<Block> of(ChoosingResult result, ChoosingSettings settings) {
        ChoosingBlocks all = new ChoosingBlocks(result, settings);
        all.figures();
        all.selected();
        return all.blocks;
    }

    /** The blocks without the list of the selected images, where these are shown. */
    static List<Block> figures(ChoosingResult result, ChoosingSettings settings) {
        ChoosingBlocks all = new ChoosingBlocks(result, settings);
        all.figures();
        return all.blocks;
    }

    private void figures() {
        images();
        slices();
        prices();
    }

    private void images() {
        StringBuilder text = new StringBuilder(Numbers.count(result.images().size(), "image")).append(" with a score");
        if (result.missing() > 0) {
            text.append("; ")
                    .append(Numbers.count(result.missing()))
                    .append(result.missing() == 1 ? " has none and is" : " have none and are")
                    .append(" left out");
        }
        if (result.sampled() > 0) {
            text.append("; the hierarchy is that of ")
                    .append(Numbers.count(result.sampled()))
                    .append(" of them, chosen by a hash of their keys, and the others joined its clusters");
        }
        if (result.left() > 0) {
            text.append("; ")
                    .append(Numbers.count(result.left(), "near-duplicate"))
                    .append(" of an earlier one (cosine ")
                    .append(settings.duplicate())
                    .append(" or more) cannot be selected");
        }
        blocks.add(Paragraph.text(text.append('.').toString()));
    }

    private void slices() {
        SliceAnalysis analysis = result.slices();
        List<Slice> reported = analysis.reported();
        String family = "of %s".formatted(Numbers.count(analysis.slices().size(), "group"));
        if (reported.isEmpty()) {
            blocks.add(Paragraph.text(
                    "No group of images stands out (%s, none beyond luck at a false discovery rate of %s)."
                            .formatted(family, Numbers.share(ChoosingSettings.Slices.LEVEL))));
        } else {
            blocks.add(new Table(
                    "Groups of images that do unusually well or badly",
                    ("Lift: mean score less that of the %s, with its 95 %% interval at one look; shrunken: what to expect of"
                                    + " other images of the kind. q: two-sided, by Benjamini-Hochberg over all %s; groups"
                                    + " that share images with a stronger one are not repeated.")
                            .formatted(
                                    reference(), Numbers.count(analysis.slices().size(), "group")),
                    columns(),
                    reported.stream().limit(MOST_SLICES).map(this::row).toList()));
        }
        if (reported.size() > MOST_SLICES) {
            blocks.add(Paragraph.note("The %d strongest of %s; the JSON has all."
                    .formatted(MOST_SLICES, Numbers.count(reported.size(), "group"))));
        }
        if (settings.slices().minDrop() != null) {
            long dropped = analysis.slices().stream()
                    .filter(slice -> Boolean.TRUE.equals(slice.meetsMinDrop()))
                    .count();
            blocks.add(Paragraph.note("%s of %s lie %s or more below the %s, which is not tested."
                    .formatted(
                            Numbers.count(dropped),
                            Numbers.count(analysis.slices().size(), "group"),
                            Numbers.key(settings.slices().minDrop()),
                            reference())));
        }
    }

    private String reference() {
        return switch (settings.slices().reference()) {
            case ALL -> "images";
            case CATEGORY -> "categories of its images";
            case PARENT -> "group above it";
        };
    }

    private List<Table.Column> columns() {
        List<Table.Column> columns = new ArrayList<>(List.of(
                Table.Column.text("middle image"),
                Table.Column.number("images"),
                Table.Column.number("of groups"),
                Table.Column.number("lift"),
                Table.Column.number("shrunken"),
                Table.Column.number("q")));
        if (settings.slices().permutations() > 0) {
            columns.add(Table.Column.number("p by permutation"));
        }
        columns.add(Table.Column.text("more often than by chance"));
        return columns;
    }

    private List<Cell> row(Slice slice) {
        SliceDescription description = slice.description();
        List<Cell> row = new ArrayList<>(List.of(
                Cell.text(description == null ? "" : VisibleText.of(result.key(description.medoid()))),
                Cell.count(slice.support()),
                Cell.count(slice.groups()),
                Cell.figure(slice.lift(), new Interval(slice.low(), slice.high()), FigureUnit.MARGIN),
                Cell.figure(slice.shrunkenLift(), FigureUnit.MARGIN),
                Cell.figure(slice.q(), FigureUnit.P_VALUE)));
        if (settings.slices().permutations() > 0) {
            row.add(Cell.figure(slice.permutationP(), FigureUnit.P_VALUE));
        }
        row.add(Cell.text(
                description == null
                        ? ""
                        : description.traits().stream()
                                .limit(MOST_WORDS)
                                .map(ChoosingFields::words)
                                .map(VisibleText::of)
                                .collect(Collectors.joining(", "))));
        return row;
    }

    private void prices() {
        if (settings.rules().isEmpty()) {
            return;
        }
        List<List<Cell>> rows = new ArrayList<>();
        result.selection().forEach((category, chosen) -> {
            rows.add(price(category, "all, as random picks", chosen.n(), all(chosen)));
            chosen.byRule()
                    .forEach((rule, selection) -> rows.add(
                            price(category, words(rule), selection.images().size(), selection)));
        });
        blocks.add(new Table(
                "What was selected, and at what price",
                "Distance: mean of 1 - cosine over pairs; that of all images is exactly what random picks have on average."
                        + " Vendi: how many kinds of image there are in effect.",
                List.of(
                        Table.Column.text("category"),
                        Table.Column.text("rule"),
                        Table.Column.number("images"),
                        Table.Column.number("mean score"),
                        Table.Column.number("distance"),
                        Table.Column.number("Vendi")),
                rows));
    }

    private static Selection all(CategorySelection chosen) {
        return new Selection(List.of(), chosen.meanScore(), chosen.meanPairwiseDistance(), null);
    }

    private static List<Cell> price(String category, String rule, int images, Selection selection) {
        return List.of(
                Cell.text(category(category)),
                Cell.text(rule),
                Cell.count(images),
                Cell.figure(selection.meanScore(), FigureUnit.AMOUNT),
                Cell.figure(selection.meanPairwiseDistance(), FigureUnit.AMOUNT),
                Cell.figure(selection.vendi(), FigureUnit.EFFECTIVE_NUMBER));
    }

    private static String category(String category) {
        return category.isEmpty() ? ChoosingFields.OVERALL : VisibleText.of(category);
    }

    private static String words(SelectionRule rule) {
        return rule.id().replace('_', '-');
    }

    private void selected() {
        List<List<Cell>> rows = new ArrayList<>();
        int[] more = {0};
        result.selection().forEach((category, chosen) -> chosen.byRule().forEach((rule, selection) -> {
            for (int i = 0; i < selection.images().size(); i++) {
                if (i >= settings.count()) {
                    more[0]++;
                    continue;
                }
                int place = selection.images().get(i);
                rows.add(List.of(
                        Cell.text(VisibleText.of(result.key(place))),
                        Cell.text(category(category)),
                        Cell.text(words(rule)),
                        Cell.figure(result.images().get(place).score(), FigureUnit.AMOUNT)));
            }
        }));
        if (!rows.isEmpty()) {
            blocks.add(new Table(
                    "Selected images",
                    more[0] == 0 ? "" : "%s more of best-of-pair are in the JSON.".formatted(Numbers.count(more[0])),
                    List.of(
                            Table.Column.text("image"),
                            Table.Column.text("category"),
                            Table.Column.text("rule"),
                            Table.Column.number("score")),
                    rows));
        }
    }
}
