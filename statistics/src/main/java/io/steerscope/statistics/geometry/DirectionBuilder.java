package io.steerscope.statistics.geometry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.diversity.EmbeddedImage;
import io.steerscope.statistics.diversity.ImagePlan;
import io.steerscope.statistics.diversity.ImageSet;
import io.steerscope.statistics.diversity.PairTexts;
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

    private record Embedded(
            String pair, String category, double alpha, long seed, double[] unit, double[] source, double[] target) {}

    /**
     * What was found of a set.
     *
     * @param set images of pairs, with strengths and texts
     */
    public static DirectionResult of(ImageSet set) {
        PairTexts texts = Objects.requireNonNull(set.texts());
        DirectionBuilder builder = new DirectionBuilder();
        for (EmbeddedImage image : set.images()) {
            builder.add(
                    image.pair(),
                    image.category(),
                    image.alpha(),
                    image.seed(),
                    image.vector(),
                    texts.sources()[image.prompt()],
                    texts.targets()[image.prompt()]);
        }
        return builder.result(set.plan());
    }

    /**
     * Takes the next image.
     *
     * @param vector its embedding
     * @param sourceVector of the source prompt of its pair; the text offset of the pair is that of its first image
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
        ofPair.add(new Embedded(
                pair,
                category,
                alpha,
                seed,
                UnitVectors.of(vector),
                UnitVectors.of(sourceVector),
                UnitVectors.of(targetVector)));
    }

    /** What was found of images that are all there are; once, at the end. */
    public DirectionResult result() {
        return result(ImagePlan.OBSERVED);
    }

    /**
     * What was found; once, at the end.
     *
     * @param plan what is known of images that are missing
     * @throws IllegalStateException without images
     */
    public DirectionResult result(ImagePlan plan) {
        finishPair();
        if (images.isEmpty()) {
            throw new IllegalStateException("There are no images");
        }
        Set<Double> alphas = new TreeSet<>();
        Set<Long> seeds = new HashSet<>(plan.seeds());
        for (ImageDirection image : images) {
            alphas.add(image.alpha());
            if (plan.seeds().isEmpty()) {
                seeds.add(image.seed());
            }
        }
        if (plan.hasUnsteered()) {
            alphas.add(UNSTEERED);
        }
        BaselineAlpha baseline = BaselineAlpha.of(alphas);
        List<DirectionItem> items = DirectionItem.of(images, seeds);
        List<DirectionCell> cells = DirectionCells.of(images, items, !baseline.steered());
        List<CategoryDirection> categories = offsets.categories();
        return new DirectionResult(
                baseline,
                images,
                items,
                cells,
                (int) cells.stream().filter(cell -> cell.change() != null).count(),
                offsets.pairs(),
                categories,
                RelationSuccess.of(categories, cells));
    }

    private void finishPair() {
        if (ofPair.isEmpty()) {
            return;
        }
        Map<Long, double[]> unsteered = new HashMap<>();
        ofPair.stream()
                .filter(image -> image.alpha() == UNSTEERED)
                .forEach(image -> unsteered.put(image.seed(), image.unit()));
        for (Embedded image : ofPair) {
            take(image, image.alpha() == UNSTEERED ? null : unsteered.get(image.seed()));
        }
        Embedded first = ofPair.get(0);
        ofPair.stream()
                .filter(image -> image.alpha() != UNSTEERED || unsteered.size() == ofPair.size())
                .map(Embedded::category)
                .distinct()
                .forEach(category -> offsets.addTexts(first.pair(), category, first.source(), first.target()));
        ofPair.clear();
    }

    private void take(Embedded image, double @Nullable [] unsteered) {
        double[] source = image.source();
        double[] target = image.target();
        images.add(new ImageDirection(
                image.pair(),
                image.category(),
                image.alpha(),
                image.seed(),
                UnitVectors.dot(image.unit(), target) - UnitVectors.dot(image.unit(), source),
                unsteered != null,
                unsteered != null && !Offsets.hasDirection(Offsets.between(unsteered, image.unit())),
                !Offsets.hasDirection(Offsets.between(source, target)),
                unsteered == null
                        ? null
                        : DirectionalFigures.of(image.unit(), unsteered, source, target)
                                .orElse(null)));
        if (unsteered != null) {
            offsets.addImage(image.pair(), image.category(), image.alpha(), unsteered, image.unit());
        }
    }
}
