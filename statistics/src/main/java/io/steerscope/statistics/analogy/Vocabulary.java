package io.steerscope.statistics.analogy;

import io.steerscope.statistics.geometry.Offsets;

/** Words with their vectors, in an order that decides ties. */
public final class Vocabulary {

    private final WordList words;
    private final WordVectors vectors;
    private final double[] lengths;

    /**
     * @param vectors one for each word, finite and of a length above 0
     * @throws IllegalArgumentException if there are not as many vectors as words, or one has no direction
     */
    public Vocabulary(WordList words, WordVectors vectors) {
        if (words.size() != vectors.count()) {
            throw new IllegalArgumentException(words.size() + " words have " + vectors.count() + " vectors");
        }
        this.words = words;
        this.vectors = vectors;
        this.lengths = new double[words.size()];
        double[] vector = new double[vectors.dimension()];
        for (int i = 0; i < lengths.length; i++) {
            vectors.copy(i, vector);
            lengths[i] = Offsets.length(vector);
            if (!(lengths[i] > 0.0 && lengths[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The vector of " + words.word(i) + " has no direction");
            }
        }
    }

    /** How many words there are. */
    public int size() {
        return lengths.length;
    }

    /** Coordinates of a vector. */
    public int dimension() {
        return vectors.dimension();
    }

    /** The number of a word, from 0; -1 if it is unknown. */
    public int find(String word) {
        return words.find(word);
    }

    /** The word of a number. */
    public String word(int number) {
        return words.word(number);
    }

    /** The length of a word's vector. */
    double length(int number) {
        return lengths[number];
    }

    /** Writes the vector of a word as it was given. */
    void raw(int number, double[] into) {
        vectors.copy(number, into);
    }

    /** Writes the vector of a word divided by its length. */
    void unit(int number, double[] into) {
        vectors.copy(number, into);
        double length = lengths[number];
        for (int k = 0; k < into.length; k++) {
            into[k] /= length;
        }
    }

    /** The vector of a word divided by its length. */
    public double[] unit(int number) {
        double[] unit = new double[dimension()];
        unit(number, unit);
        return unit;
    }
}
