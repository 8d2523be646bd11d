package io.steerscope.statistics.choosing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;

final class TestImages {

    private TestImages() {}

    /** An image {@code key} of no category that stands alone. */
    static CandidateImage image(String key, @Nullable Double score, float... vector) {
        return new CandidateImage(key, "", key, score, Map.of(), "", vector);
    }

    /** Images {@code i000}, {@code i001} and so on in groups of {@code perGroup}, without structure. */
    static List<CandidateImage> random(int n, int dimensions, int perGroup, long seed) {
        Random random = new Random(seed);
        List<CandidateImage> images = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            images.add(new CandidateImage(
                    "i%03d".formatted(i),
                    i % 2 == 0 ? "a" : "b",
                    "g" + i / perGroup,
                    random.nextGaussian(),
                    Map.of("alpha", Integer.toString(i % 3)),
                    i % 4 == 0 ? "a red cube" : "a blue ball",
                    vector(random, dimensions)));
        }
        return images;
    }

    static float[] vector(Random random, int dimensions) {
        float[] vector = new float[dimensions];
        for (int j = 0; j < dimensions; j++) {
            vector[j] = (float) (0.3 + random.nextGaussian());
        }
        return vector;
    }

    static double[][] rows(int n, int dimensions, long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[n][dimensions];
        for (double[] row : rows) {
            for (int j = 0; j < dimensions; j++) {
                row[j] = random.nextGaussian();
            }
        }
        return rows;
    }
}
