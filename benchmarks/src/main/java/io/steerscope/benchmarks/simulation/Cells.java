package io.steerscope.benchmarks.simulation;

import java.util.SplittableRandom;

/** How the {@value #COUNT} cells of the reference design, 8 categories at 3 alphas, depend on each other. */
enum Cells {
    /** No cell knows of another. */
    INDEPENDENT("independent cells", 0.0),
    /** The alphas of a category have the same pairs, whose values are correlated. */
    CORRELATED("correlated cells", Cells.CORRELATION);

    /** Number of cells. */
    static final int COUNT = 24;

    /** Alphas of a category. */
    static final int ALPHAS = 3;

    /** Correlation between the values of one pair. */
    static final double CORRELATION = 0.7;

    /** Error rate at which Holm's procedure makes its first step over all cells. */
    static final double FIRST_STEP = 0.05 / COUNT;

    private final String words;
    private final double correlation;

    Cells(String words, double correlation) {
        this.words = words;
        this.correlation = correlation;
    }

    /** The name in tables. */
    String words() {
        return words;
    }

    /** Values of true mean 0 of all cells, one row of n for each. */
    double[][] draw(Population population, SplittableRandom random, int n) {
        double[][] cells = new double[COUNT][n];
        double[] pair = new double[ALPHAS];
        for (int cell = 0; cell < COUNT; cell += ALPHAS) {
            for (int i = 0; i < n; i++) {
                population.draw(random, correlation, pair);
                for (int alpha = 0; alpha < ALPHAS; alpha++) {
                    cells[cell + alpha][i] = pair[alpha];
                }
            }
        }
        return cells;
    }
}
