package io.steerscope.statistics.embedding;

/** What is known of prompts: a vector of length 1 for each, by number of the prompt. */
public interface TextFeatures {

    /** Length of a vector. */
    int dimensions();

    /**
     * Writes the vector of a prompt.
     *
     * @param into has {@link #dimensions()} places
     */
    void fill(int prompt, double[] into);

    /** The vector of a prompt. */
    default double[] of(int prompt) {
        double[] row = new double[dimensions()];
        fill(prompt, row);
        return row;
    }

    /**
     * Unit vectors of one text for each prompt.
     *
     * @param texts by number of the prompt, at least one
     */
    static TextFeatures of(float[][] texts) {
        return new TextFeatures() {
            @Override
            public int dimensions() {
                return texts[0].length;
            }

            @Override
            public void fill(int prompt, double[] into) {
                UnitVectors.fill(texts[prompt], into, 0, 1.0);
            }
        };
    }

    /**
     * [source, target] / sqrt 2 for each prompt, both unit vectors.
     *
     * @param sources by number of the prompt, at least one
     * @param targets by number of the prompt
     */
    static TextFeatures ofPairs(float[][] sources, float[][] targets) {
        double half = Math.sqrt(0.5);
        return new TextFeatures() {
            @Override
            public int dimensions() {
                return sources[0].length + targets[0].length;
            }

            @Override
            public void fill(int prompt, double[] into) {
                UnitVectors.fill(sources[prompt], into, 0, half);
                UnitVectors.fill(targets[prompt], into, sources[prompt].length, half);
            }
        };
    }

    /** Rows that are of length 1 already. */
    static TextFeatures ofRows(double[][] rows) {
        return new TextFeatures() {
            @Override
            public int dimensions() {
                return rows[0].length;
            }

            @Override
            public void fill(int prompt, double[] into) {
                System.arraycopy(rows[prompt], 0, into, 0, rows[prompt].length);
            }
        };
    }
}
