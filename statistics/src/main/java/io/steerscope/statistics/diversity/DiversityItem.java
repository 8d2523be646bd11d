package io.steerscope.statistics.diversity;

import java.util.List;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.SeedDiversity;

/**
 * The images of one pair at one strength.
 *
 * @param pair the pair
 * @param category its category
 * @param alpha steering strength
 * @param seeds how many seeds there are
 * @param complete whether these are all seeds that it should have
 * @param margin mean over the seeds of cos(image, target) - cos(image, source); null where texts are not known
 * @param seedDiversity {@link SeedDiversity}; null below two seeds
 */
public record DiversityItem(
        String pair,
        String category,
        double alpha,
        int seeds,
        boolean complete,
        @Nullable Double margin,
        @Nullable Double seedDiversity) {

    /**
     * The item of some images.
     *
     * @param images unit vectors in the order of their seeds, at least one
     * @param margin mean over the seeds of cos(image, target) - cos(image, source); null where texts are not known
     */
    public static DiversityItem of(
            String pair,
            String category,
            double alpha,
            boolean complete,
            List<double[]> images,
            @Nullable Double margin) {
        OptionalDouble diversity = SeedDiversity.of(images);
        return new DiversityItem(
                pair,
                category,
                alpha,
                images.size(),
                complete,
                margin,
                diversity.isPresent() ? Double.valueOf(diversity.getAsDouble()) : null);
    }
}
