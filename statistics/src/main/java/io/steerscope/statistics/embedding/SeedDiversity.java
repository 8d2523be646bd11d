package io.steerscope.statistics.embedding;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How different the images of one prompt are: the mean of 1 - cos over pairs of seeds, computed as the mean of |y_i -
 * y_j|^2 / 2, so that equal images give exactly 0. In [0, 2]; unit vectors that are independent and uniform have 1.
 */
public final class SeedDiversity {

    private SeedDiversity() {}

    /**
     * The seed diversity of an item.
     *
     * @param units unit vectors of its seeds, in the order of the seeds
     * @return empty below two seeds
     */
    public static OptionalDouble of(List<double[]> units) {
        int seeds = units.size();
        if (seeds < 2) {
            return OptionalDouble.empty();
        }
        double sum = 0.0;
        for (int i = 0; i < seeds; i++) {
            for (int j = i + 1; j < seeds; j++) {
                sum += 0.5 * UnitVectors.squaredDistance(units.get(i), units.get(j));
            }
        }
        return OptionalDouble.of(sum / (0.5 * seeds * (seeds - 1)));
    }
}
