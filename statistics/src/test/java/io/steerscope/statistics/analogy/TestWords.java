package io.steerscope.statistics.analogy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Vocabularies for tests. */
final class TestWords {

    private TestWords() {}

    /** Words w0, w1, .. with these vectors. */
    static Vocabulary of(List<float[]> vectors) {
        WordList words = new WordList(false);
        for (int i = 0; i < vectors.size(); i++) {
            words.add("w" + i);
        }
        return new Vocabulary(words, FloatVectors.of(vectors));
    }

    /** Words with these coordinates. */
    static Vocabulary of(float[]... vectors) {
        return of(List.of(vectors));
    }

    /**
     * Random vectors of various lengths; some are equal, or point where another does, or lie very near to another.
     *
     * @param common what all of them have in common, so that cosines are near 1 where it is large
     */
    static Vocabulary random(int size, int dimension, double common, long seed) {
        Random random = new Random(seed);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            float[] vector = new float[dimension];
            int kind = i == 0 ? 0 : random.nextInt(6);
            float[] other = i == 0 ? vector : vectors.get(random.nextInt(i));
            for (int k = 0; k < dimension; k++) {
                vector[k] = switch (kind) {
                    case 1 -> other[k];
                    case 2 -> 2.0f * other[k];
                    case 3 -> Math.nextUp(other[k]);
                    default -> (float) (common + random.nextGaussian());
                };
            }
            vectors.add(vector);
        }
        return of(vectors);
    }

    static Question question(int a, int b, int c, int... answers) {
        List<String> words = new ArrayList<>();
        for (int answer : answers) {
            words.add("w" + answer);
        }
        return new Question("", "w" + a, "w" + b, "w" + c, words);
    }

    static AnalogySettings settings(int controls) {
        return new AnalogySettings(List.of(AnalogyMethod.values()), controls, 1, false, true);
    }
}
