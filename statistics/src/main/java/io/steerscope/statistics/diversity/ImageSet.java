package io.steerscope.statistics.diversity;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.TextFeatures;

/**
 * The images of one method.
 *
 * @param images at least one; kept in the order of pair, alpha and seed, and where these are equal as they were given
 * @param texts what margins are taken between; null where it is not known
 * @param conditions text features to condition on, by name, in order; empty to leave prompts out
 * @param plan what is known of images that are missing
 */
public record ImageSet(
        List<EmbeddedImage> images, @Nullable PairTexts texts, Map<String, TextFeatures> conditions, ImagePlan plan) {

    private static final Comparator<EmbeddedImage> KEY_ORDER = Comparator.comparing(EmbeddedImage::pair)
            .thenComparingDouble(EmbeddedImage::alpha)
            .thenComparingLong(EmbeddedImage::seed);

    /** Copies the list. */
    public ImageSet {
        images = images.stream().sorted(KEY_ORDER).toList();
    }

    /** A set from which no image is known to be missing. */
    public ImageSet(List<EmbeddedImage> images, @Nullable PairTexts texts, Map<String, TextFeatures> conditions) {
        this(images, texts, conditions, ImagePlan.OBSERVED);
    }

    /** Elements of every vector. */
    int dimensions() {
        return images.get(0).vector().length;
    }

    /** Whether images are of pairs, so that there are items. */
    boolean isOfPairs() {
        return !images.get(0).pair().isEmpty();
    }

    /** Whether images have strengths. */
    boolean hasAlphas() {
        return !Double.isNaN(images.get(0).alpha());
    }

    float[][] vectors(int[] places) {
        float[][] vectors = new float[places.length][];
        for (int i = 0; i < places.length; i++) {
            vectors[i] = images.get(places[i]).vector();
        }
        return vectors;
    }

    int[] prompts(int[] places) {
        int[] prompts = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            prompts[i] = images.get(places[i]).prompt();
        }
        return prompts;
    }
}
