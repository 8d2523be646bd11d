package io.steerscope.statistics.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.agreement.SpearmanTest;
import io.steerscope.statistics.agreement.Ties;

/**
 * Whether categories of one relation are steered better, at one strength: consistency of the text offsets against the
 * mean margin, a point for each category.
 *
 * @param alpha steering strength
 * @param points in order of category; those categories that have both
 * @param concentration correlation of the concentration of the text offsets with the margin
 * @param pairingConsistency correlation of the pairing consistency of the texts with the margin
 */
public record RelationSuccess(
        double alpha, List<Point> points, SpearmanTest concentration, SpearmanTest pairingConsistency) {

    private static final double ROUNDING = 1e-12;

    /**
     * A category.
     *
     * @param category the category
     * @param concentration of the text offsets
     * @param pairingConsistency of the texts
     * @param margin mean margin over complete items
     */
    public record Point(String category, double concentration, double pairingConsistency, double margin) {}

    /** Copies the list. */
    public RelationSuccess {
        points = List.copyOf(points);
    }

    /** For each strength of the cells but that of unsteered images, in ascending order. */
    static List<RelationSuccess> of(List<CategoryDirection> categories, List<DirectionCell> cells) {
        Map<String, OffsetConsistency> texts = new TreeMap<>();
        categories.forEach(category -> texts.put(category.category(), category.texts()));
        Map<Double, List<Point>> byAlpha = new TreeMap<>();
        for (DirectionCell cell : cells) {
            if (cell.alpha() != 0.0) {
                List<Point> points = byAlpha.computeIfAbsent(cell.alpha(), any -> new ArrayList<>());
                Point point = point(cell, texts.get(cell.category()));
                if (point != null) {
                    points.add(point);
                }
            }
        }
        List<RelationSuccess> relations = new ArrayList<>();
        byAlpha.forEach((alpha, points) -> relations.add(of(alpha, points)));
        return relations;
    }

    private static @Nullable Point point(DirectionCell cell, @Nullable OffsetConsistency texts) {
        Double margin = cell.margin().mean();
        return texts == null || texts.concentration() == null || texts.pairingConsistency() == null || margin == null
                ? null
                : new Point(cell.category(), texts.concentration(), texts.pairingConsistency(), margin);
    }

    private static RelationSuccess of(double alpha, List<Point> points) {
        double[] margins = values(points, Point::margin);
        return new RelationSuccess(
                alpha,
                points,
                SpearmanTest.of(values(points, Point::concentration), margins),
                SpearmanTest.of(values(points, Point::pairingConsistency), margins));
    }

    /** Categories with the same pairs in another order differ by rounding: they are ties. */
    private static double[] values(List<Point> points, ToDoubleFunction<Point> value) {
        return Ties.joined(points.stream().mapToDouble(value).toArray(), ROUNDING);
    }
}
