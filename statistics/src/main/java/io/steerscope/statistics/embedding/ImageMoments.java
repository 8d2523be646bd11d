package io.steerscope.statistics.embedding;

import java.util.List;
import java.util.OptionalDouble;

/** Second moments of the images of a group, and beside them those of each kind of text features. */
public final class ImageMoments {

    private final RunningMean mean;
    private final double centredSquares;
    private final double[][] images;
    private final EigenSpectrum spectrum;
    private final List<TextMoments> texts;
    private final int prompts;
    private final int dimensions;

    /**
     * Moments.
     *
     * @param mean of the vectors as they are
     * @param scatter of the vectors or of coordinates of them
     * @param texts beside the same vectors or coordinates
     * @param dimensions of the vectors as they are
     */
    ImageMoments(RunningMean mean, CentredScatter scatter, List<TextMoments> texts, int prompts, int dimensions) {
        this.mean = mean;
        this.centredSquares = scatter.sumOfSquaredEigenvalues();
        this.images = scatter.secondMoments();
        this.spectrum = EigenSpectrum.of(Products.copy(images));
        this.texts = List.copyOf(texts);
        this.prompts = prompts;
        this.dimensions = dimensions;
    }

    /** Number of images. */
    public int n() {
        return mean.n();
    }

    /** Number of different prompts. */
    public int prompts() {
        return prompts;
    }

    /**
     * Effective numbers whatever the prompts.
     *
     * @param order a further order of the Vendi score, at least 0; or none
     */
    public PlainSpectrum plain(OptionalDouble order) {
        double squares = 0.0;
        for (double[] row : images) {
            squares += Products.dot(row, row, row.length);
        }
        return PlainSpectrum.of(mean, centredSquares, squares, spectrum, order);
    }

    /**
     * Effective numbers once prompts are taken out.
     *
     * @param text number of the text features
     * @param ridge at least 0, in units in which the trace of C_xx is 1
     * @throws ArithmeticException if the ridge is above 0 but too small for C_xx + ridge I to be factored
     */
    public ConditionalSpectrum conditional(int text, double ridge) {
        return ConditionalSpectrum.of(images, texts.get(text), ridge, n(), dimensions);
    }
}
