package io.steerscope.statistics.geometry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.steerscope.statistics.embedding.BaselineAlpha;
import io.steerscope.statistics.embedding.UnitVectors;

/**
 * Takes the images of one method in key order (pair as a string, alpha, seed), and holds the vectors of one pair at a
 * time, besides one offset for each pair and strength. Images of strength 0 are the unsteered ones.
 */
public final class DirectionBuilder {

    private static final double UNSTEERED = 0.0;

    private final List<Embedded> ofPair = new ArrayList<>();
    private final List<ImageDirection> images = new ArrayList<>();
    private final CategoryOffsets offsets = new CategoryOffsets();
    private double[] source = {};
    private double[] target = {};

    private record Embedded(String pair, String category, double alpha, long seed, double[] unit) {}

    /**
     * Takes the next image.
     *
     * @param vector its embedding
     * @param sourceVector of the source prompt of its pair, the same for all images of the pair
     * @param targetVector of the target prompt of its pair
     * @throws IllegalArgumentException if the dimensions differ, or a vector has no direction
     */
    public void add(
            String pair,
            String category,
            double alpha,
            long seed,
            float[] vector,
            float[] sourceVector,
            float[] targetVector) {
        if (sourceVector.length != vector.length || targetVector.length != vector.length) {
            throw new IllegalArgumentException("Images have %d elements and texts %d and %d"
                    .formatted(vector.length, sourceVector.length, targetVector.length));
        }
        if (!ofPair.isEmpty() && !ofPair.get(0).pair().equals(pair)) {
            finishPair();
        }
        if (ofPair.isEmpty()) {
            source = UnitVectors.of(sourceVector);
            target = UnitVectors.of(targetVector);
        }
        ofPair.add(new Embedded(pair, category, alpha, seed, UnitVectors.of(vector)));
    }

    /** What was found, where an item is complete with every seed that any image has; once, at the end. */
    public DirectionResult result() {
        finishPair();
        Set<Long> seeds = new HashSet<>();
        images.forEach(image -> seeds.add(image.seed()));
        return result(seeds);
    }

    /**
     * What was found; once, at the end.
     *
     * @param required the seeds that a complete item has
     * @throws IllegalStateException without images
     */
    public DirectionResult result(Set<Long> required) {
        finishPair();
        if (images.isEmpty()) {
            throw new IllegalStateException("There are no images");
        }
        Set<Double> alphas = new TreeSet<>();
        images.forEach(image -> alphas.add(image.alpha()));
        BaselineAlpha baseline = BaselineAlpha.of(alphas);
        List<DirectionItem> items = DirectionItem.of(images, required);
        List<DirectionCell> cells = DirectionCells.of(images, items, !baseline.steered());
        List<CategoryDirection> categories = offsets.categories();
        return new DirectionResult(
                baseline, images, items, cells, offsets.pairs(), categories, RelationSuccess.of(categories, cells));
    }

    private void finishPair() {
        if (ofPair.isEmpty()) {
            return;
        }
        Map<Long, double[]> unsteered = new HashMap<>();
        ofPair.stream()
                .filter(image -> image.alpha() == UNSTEERED)
                .forEach(image -> unsteered.put(image.seed(), image.unit()));
        boolean samePrompts = !Offsets.hasDirection(Offsets.between(source, target));
        for (Embedded image : ofPair) {
            double[] before = image.alpha() == UNSTEERED ? null : unsteered.get(image.seed());
            images.add(new ImageDirection(
                    image.pair(),
                    image.category(),
                    image.alpha(),
                    image.seed(),
                    UnitVectors.dot(image.unit(), target) - UnitVectors.dot(image.unit(), source),
                    before != null,
                    before != null && !Offsets.hasDirection(Offsets.between(before, image.unit())),
                    samePrompts,
                    before == null
                            ? null
                            : DirectionalFigures.of(image.unit(), before, source, target)
                                    .orElse(null)));
            if (before != null) {
                offsets.addImage(image.pair(), image.category(), image.alpha(), before, image.unit());
            }
        }
        ofPair.stream()
                .filter(image -> image.alpha() != UNSTEERED || unsteered.size() == ofPair.size())
                .map(Embedded::category)
                .distinct()
                .forEach(category -> offsets.addTexts(ofPair.get(0).pair(), category, source, target));
        ofPair.clear();
    }
}
