package io.steerscope.statistics.diversity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.BaselineAlpha;
import io.steerscope.statistics.embedding.MeanTest;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.hypothesis.MultipleTesting;

/**
 * Margin beside diversity, cell by cell. Two families of one-sided t-tests, each adjusted by Holm over all steered
 * cells: the margin rose against the baseline, and diversity fell by more than the loss of interest. A cell without a
 * test stands in its families with p = 1.
 */
public final class DiversityCells {

    /** Level of either family. */
    public static final double LEVEL = 0.05;

    private final BaselineAlpha baseline;
    private final double loss;
    private final Map<Cell, Map<String, DiversityItem>> items = new TreeMap<>();
    private final Map<Cell, Map<String, DiversityItem>> lerp = new TreeMap<>();

    private record Cell(String category, double alpha) implements Comparable<Cell> {

        @Override
        public int compareTo(Cell other) {
            int byCategory = category.compareTo(other.category);
            return byCategory == 0 ? Double.compare(alpha, other.alpha) : byCategory;
        }
    }

    private DiversityCells(BaselineAlpha baseline, double loss) {
        this.baseline = baseline;
        this.loss = loss;
    }

    /**
     * The cells in order of category and strength.
     *
     * @param all items of one method
     * @param ofLerp items of {@code lerp} to compare with; empty where it was not run, or is the method itself
     * @param loss the loss of interest, in [0, 1)
     */
    public static List<DiversityCell> of(
            List<DiversityItem> all, List<DiversityItem> ofLerp, BaselineAlpha baseline, double loss) {
        DiversityCells cells = new DiversityCells(baseline, loss);
        all.forEach(item -> put(cells.items, item));
        ofLerp.forEach(item -> put(cells.lerp, item));
        return cells.cells();
    }

    private static void put(Map<Cell, Map<String, DiversityItem>> cells, DiversityItem item) {
        Map<String, DiversityItem> cell =
                cells.computeIfAbsent(new Cell(item.category(), item.alpha()), any -> new TreeMap<>());
        if (item.complete()) {
            cell.put(item.pair(), item);
        }
    }

    private List<DiversityCell> cells() {
        Map<Cell, Double> up = new LinkedHashMap<>();
        Map<Cell, Double> down = new LinkedHashMap<>();
        Map<Cell, DiversityCell.Change> raw = new LinkedHashMap<>();
        for (Cell cell : items.keySet()) {
            if (cell.alpha() != baseline.alpha()) {
                DiversityCell.Change change = change(cell);
                raw.put(cell, change);
                up.put(cell, orOne(change.margin().pGreater()));
                down.put(cell, orOne(change.lossContrast().pLess()));
            }
        }
        Map<Cell, Double> adjustedUp = MultipleTesting.holm(up);
        Map<Cell, Double> adjustedDown = MultipleTesting.holm(down);
        List<DiversityCell> cells = new ArrayList<>();
        items.forEach((cell, ofCell) -> {
            DiversityCell.Change change = raw.get(cell);
            cells.add(new DiversityCell(
                    cell.category(),
                    cell.alpha(),
                    mean(ofCell, DiversityItem::margin),
                    mean(ofCell, DiversityItem::seedDiversity),
                    change == null
                            ? null
                            : judged(
                                    change, adjustedUp.getOrDefault(cell, 1.0), adjustedDown.getOrDefault(cell, 1.0))));
        });
        return cells;
    }

    private DiversityCell.Change change(Cell cell) {
        Map<String, DiversityItem> here = items.getOrDefault(cell, Map.of());
        Map<String, DiversityItem> before = items.getOrDefault(new Cell(cell.category(), baseline.alpha()), Map.of());
        Map<String, DiversityItem> ofLerp = lerp.getOrDefault(cell, Map.of());
        return new DiversityCell.Change(
                contrast(here, before, DiversityItem::margin, 1.0),
                contrast(here, before, DiversityItem::seedDiversity, 1.0),
                ratio(here, before),
                contrast(here, before, DiversityItem::seedDiversity, 1.0 - loss),
                ofLerp.isEmpty() ? null : contrast(here, ofLerp, DiversityItem::seedDiversity, 1.0 - loss),
                1.0,
                1.0,
                DiversityVerdict.UNDECIDED);
    }

    private static DiversityCell.Change judged(DiversityCell.Change change, double up, double down) {
        return new DiversityCell.Change(
                change.margin(),
                change.diversity(),
                change.diversityRatio(),
                change.lossContrast(),
                change.lossContrastToLerp(),
                up,
                down,
                DiversityVerdict.of(up < LEVEL, down < LEVEL));
    }

    private static double orOne(@Nullable Double p) {
        return p == null ? 1.0 : p;
    }

    private static MeanTest mean(Map<String, DiversityItem> items, Function<DiversityItem, @Nullable Double> value) {
        ExactMoments moments = ExactMoments.EMPTY;
        for (DiversityItem item : items.values()) {
            Double of = value.apply(item);
            if (of != null) {
                moments = moments.add(of);
            }
        }
        return MeanTest.of(moments);
    }

    /** value - factor value of the same pair among the others. */
    private static MeanTest contrast(
            Map<String, DiversityItem> items,
            Map<String, DiversityItem> others,
            Function<DiversityItem, @Nullable Double> value,
            double factor) {
        ExactMoments moments = ExactMoments.EMPTY;
        for (DiversityItem item : items.values()) {
            DiversityItem other = others.get(item.pair());
            Double here = value.apply(item);
            Double there = other == null ? null : value.apply(other);
            if (here != null && there != null) {
                moments = moments.add(here - factor * there);
            }
        }
        return MeanTest.of(moments);
    }

    private static @Nullable Double ratio(Map<String, DiversityItem> items, Map<String, DiversityItem> others) {
        ExactMoments here = ExactMoments.EMPTY;
        ExactMoments there = ExactMoments.EMPTY;
        for (DiversityItem item : items.values()) {
            DiversityItem other = others.get(item.pair());
            if (other != null && item.seedDiversity() != null && other.seedDiversity() != null) {
                here = here.add(item.seedDiversity());
                there = there.add(other.seedDiversity());
            }
        }
        double before = there.mean().orElse(0.0);
        return before == 0.0 ? null : Double.valueOf(here.mean().orElseThrow() / before);
    }
}
