package io.steerscope.statistics.analogy;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Cosines of some words with a block of candidates, in single precision: one matrix product that all methods share.
 * Candidates stand side by side and four coordinates are added at a time, so that the inner loop is vector arithmetic:
 * a longer one the JVM would not unroll.
 */
final class CosineBlock {

    /** Candidates of a block. */
    static final int WIDTH = 512;

    /** Half the distance from 1 to the next float: the relative error of one rounding. */
    static final double ROUNDING = 0x1p-24;

    private static final int STEP = 4;
    private static final int COLUMNS = 64;
    private static final int WORDS = 32;

    private final Vocabulary vocabulary;
    private final float[][] words;
    private final float[][] candidates;
    private final float[][] cosines;
    private int first;
    private int count;

    /** @param units of the words, in double */
    CosineBlock(Vocabulary vocabulary, double[][] units) {
        int padded = (vocabulary.dimension() + STEP - 1) / STEP * STEP;
        this.vocabulary = vocabulary;
        this.words = new float[units.length][padded];
        this.candidates = new float[padded][WIDTH];
        this.cosines = new float[units.length][WIDTH];
        for (int w = 0; w < units.length; w++) {
            for (int k = 0; k < units[w].length; k++) {
                words[w][k] = (float) units[w][k];
            }
        }
    }

    /**
     * The most that a cosine here is off: both factors and their product are rounded, two additions join four
     * products, and these sums are added one after another.
     */
    static double error(int dimension) {
        return (dimension / (double) STEP + 8.0) * ROUNDING;
    }

    /** Goes to the candidates from number {@code from} on. */
    void load(int from) {
        first = from;
        count = Math.min(WIDTH, vocabulary.size() - from);
        IntStream.range(0, (count + COLUMNS - 1) / COLUMNS).parallel().forEach(this::loadColumns);
        IntStream.range(0, (words.length + WORDS - 1) / WORDS).parallel().forEach(this::multiply);
    }

    /** Number of the first candidate. */
    int first() {
        return first;
    }

    /** How many candidates there are; what stands behind them means nothing. */
    int count() {
        return count;
    }

    /** Cosines of a word with the candidates. */
    float[] of(int word) {
        return cosines[word];
    }

    private void loadColumns(int group) {
        double[] unit = new double[vocabulary.dimension()];
        for (int j = group * COLUMNS; j < Math.min(count, (group + 1) * COLUMNS); j++) {
            vocabulary.unit(first + j, unit);
            for (int k = 0; k < unit.length; k++) {
                candidates[k][j] = (float) unit[k];
            }
        }
    }

    private void multiply(int group) {
        int from = group * WORDS;
        int to = Math.min(words.length, from + WORDS);
        for (int k = 0; k < candidates.length; k += STEP) {
            for (int w = from; w < to; w++) {
                if (k == 0) {
                    Arrays.fill(cosines[w], 0.0f);
                }
                add(cosines[w], words[w], k);
            }
        }
    }

    private void add(float[] row, float[] word, int k) {
        float[] c0 = candidates[k];
        float[] c1 = candidates[k + 1];
        float[] c2 = candidates[k + 2];
        float[] c3 = candidates[k + 3];
        float w0 = word[k];
        float w1 = word[k + 1];
        float w2 = word[k + 2];
        float w3 = word[k + 3];
        for (int j = 0; j < WIDTH; j++) {
            row[j] += (w0 * c0[j] + w1 * c1[j]) + (w2 * c2[j] + w3 * c3[j]);
        }
    }
}
