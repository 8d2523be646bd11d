package io.steerscope.statistics.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Vectors and what the classes under test make of them. */
final class TestVectors {

    private TestVectors() {}

    static float[][] random(int n, int dimensions, long seed) {
        Random random = new Random(seed);
        float[][] vectors = new float[n][dimensions];
        for (float[] vector : vectors) {
            for (int j = 0; j < dimensions; j++) {
                vector[j] = (float) (0.5 + random.nextGaussian());
            }
        }
        return vectors;
    }

    static float[] axis(int dimensions, int axis) {
        float[] vector = new float[dimensions];
        vector[axis] = 1.0f;
        return vector;
    }

    static ImageMoments moments(float[][] images, int[] prompts, float[][]... texts) {
        List<TextFeatures> features = Arrays.stream(texts).map(TextFeatures::of).toList();
        ImageAccumulator accumulator = new ImageAccumulator(images[0].length, features);
        for (int i = 0; i < images.length; i++) {
            accumulator.add(prompts[i], images[i]);
        }
        return accumulator.moments();
    }
}
