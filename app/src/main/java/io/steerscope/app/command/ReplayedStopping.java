package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Table;
import io.steerscope.results.document.Table.Column;
import io.steerscope.results.figures.CellVerdicts;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.analysis.ObservedItems;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.stopping.ItemState;
import io.steerscope.statistics.stopping.PlannedCells;
import io.steerscope.statistics.stopping.ReplayedCell;
import io.steerscope.statistics.stopping.StoppingOutcome;
import io.steerscope.statistics.stopping.StoppingReplay;
import io.steerscope.statistics.stopping.StoppingRule;
import io.steerscope.statistics.verdict.SmallestEffect;
import io.steerscope.statistics.verdict.Verdict;
import io.steerscope.statistics.verdict.VerdictSettings;

/**
 * What stopping when decided would have made of the margins of one method under one scorer.
 *
 * @param settings how the rule was replayed
 * @param verdicts level and smallest effect, the latter in the units of the file
 * @param replay the replay
 * @param atEnd the verdicts on all items
 */
record ReplayedStopping(
        Settings settings, VerdictSettings verdicts, StoppingReplay replay, SortedMap<CategoryAlpha, Verdict> atEnd) {

    private static final String UNDECIDED = "undecided";

    /**
     * How a rule is replayed.
     *
     * @param fewestItems fewest items that a decision may rest on
     * @param orders number of random orders
     * @param seed seed of the orders
     */
    record Settings(int fewestItems, int orders, long seed) {}

    /**
     * Replays the rule; the family is all cells.
     *
     * @param verdicts level and smallest effect in the units of the observations
     * @param atEnd the verdicts on all of them
     */
    static ReplayedStopping of(
            Collection<MarginObservation> observations,
            SeedRule rule,
            Settings settings,
            VerdictSettings verdicts,
            CellVerdicts atEnd) {
        SortedMap<CategoryAlpha, List<ItemState>> cells = PlannedCells.of(ObservedItems.of(observations, rule));
        StoppingReplay replay = StoppingReplay.of(
                cells,
                planned -> new StoppingRule(
                        verdicts.level(), cells.size(), verdicts.smallestEffect(), settings.fewestItems(), planned),
                settings.orders(),
                settings.seed());
        return new ReplayedStopping(settings, verdicts, replay, atEnd.byCell());
    }

    /** The same in units of which {@code factor} make one. */
    ReplayedStopping scaled(double factor) {
        return new ReplayedStopping(settings, verdicts.scaled(factor), replay, atEnd);
    }

    private DoubleSummaryStatistics shares() {
        return Arrays.stream(replay.shares()).summaryStatistics();
    }

    private String verdict(CategoryAlpha cell) {
        Verdict verdict = atEnd.get(cell);
        return verdict == null ? UNDECIDED : verdict.outcome();
    }

    /** Number of orders in which a cell is decided as by all of its items. */
    private long same(CategoryAlpha cell, ReplayedCell replayed) {
        String verdict = verdict(cell);
        if (verdict.equals(StoppingOutcome.WORKS.words())) {
            return replayed.works();
        }
        return verdict.equals(StoppingOutcome.DOES_NOT.words()) ? replayed.doesNot() : replayed.undecided();
    }

    private double agreement() {
        long same = replay.cells().entrySet().stream()
                .mapToLong(cell -> same(cell.getKey(), cell.getValue()))
                .sum();
        return same / ((double) settings.orders() * replay.cells().size());
    }

    /** By field name, in a fixed order. */
    Map<String, Object> fields() {
        DoubleSummaryStatistics shares = shares();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("level", verdicts.level());
        fields.put("family", replay.cells().size());
        if (!(verdicts.smallestEffect() instanceof SmallestEffect.None)) {
            fields.put("smallest_effect", verdicts.smallestEffect().words());
        }
        fields.put("fewest_items", settings.fewestItems());
        fields.put("orders", settings.orders());
        fields.put("order_seed", settings.seed());
        fields.put("planned_items", replay.planned());
        fields.put("share_of_items_mean", shares.getAverage());
        fields.put("share_of_items_min", shares.getMin());
        fields.put("share_of_items_max", shares.getMax());
        fields.put("same_as_verdict", agreement());
        Map<String, Object> cells = new LinkedHashMap<>();
        replay.cells().forEach((cell, replayed) -> {
            Map<String, Object> ofCell = new LinkedHashMap<>();
            ofCell.put("planned_items", replayed.planned());
            ofCell.put("items_mean", replayed.meanUsed());
            ofCell.put("works", share(replayed.works()));
            ofCell.put("does_not", share(replayed.doesNot()));
            ofCell.put("undecided", share(replayed.undecided()));
            ofCell.put("verdict", verdict(cell));
            ofCell.put("same_as_verdict", share(same(cell, replayed)));
            cells.put(cell.key(), ofCell);
        });
        fields.put("cells", cells);
        return fields;
    }

    private double share(long orders) {
        return orders / (double) settings.orders();
    }

    /** For people. */
    Section section() {
        DoubleSummaryStatistics shares = shares();
        boolean hasEffect = !(verdicts.smallestEffect() instanceof SmallestEffect.None);
        String found =
                ("With --stop when-decided a run would have made %s of these items: the mean over %s of the items of each"
                                + " cell, %s to %s. In %s of cells and orders it says what the verdict on all items says.")
                        .formatted(
                                Numbers.share(shares.getAverage()),
                                Numbers.count(settings.orders(), "random order"),
                                Numbers.share(shares.getMin()),
                                Numbers.share(shares.getMax()),
                                Numbers.share(agreement()));
        String rule =
                ("Decided at level %s, shared by %s, from item %d on; %s. The columns Works, Does not and Undecided are shares of"
                                + " the orders. Images that were under way when a cell was decided, and unsteered images, come on top.")
                        .formatted(
                                Numbers.level(verdicts.level()),
                                Numbers.count(replay.cells().size(), "cell"),
                                settings.fewestItems(),
                                hasEffect
                                        ? "smallest effect "
                                                + verdicts.smallestEffect().words()
                                        : "without a smallest effect (--smallest-effect) nothing is said to not work");
        return new Section(
                "stopping", "Stopping when decided", List.of(Paragraph.text(found), Paragraph.note(rule), table()));
    }

    private Table table() {
        List<List<Cell>> rows = new ArrayList<>();
        replay.cells()
                .forEach((cell, replayed) -> rows.add(List.of(
                        Cell.text(cell.category()),
                        Cell.text(String.valueOf(cell.alpha())),
                        Cell.count(replayed.planned()),
                        Cell.text(Numbers.format("%.1f", replayed.meanUsed())),
                        Cell.figure(share(replayed.works()), FigureUnit.SHARE),
                        Cell.figure(share(replayed.doesNot()), FigureUnit.SHARE),
                        Cell.figure(share(replayed.undecided()), FigureUnit.SHARE),
                        Cell.text(verdict(cell)))));
        return new Table(
                "Stopping when decided",
                "Items: mean number that is made, of those planned.",
                List.of(
                        Column.text("Category"),
                        Column.text("Alpha"),
                        Column.number("Planned"),
                        Column.number("Items"),
                        Column.number("Works"),
                        Column.number("Does not"),
                        Column.number("Undecided"),
                        Column.text("Verdict on all")),
                rows);
    }
}
