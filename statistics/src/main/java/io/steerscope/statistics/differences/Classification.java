package io.steerscope.statistics.differences;

import java.util.Objects;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.UnitVectors;

/**
 * Images by the class whose vector they are nearest to, and how often that is theirs.
 *
 * @param labels number of the class of each image
 * @param predictions number of the nearest class of each image: that of the greatest inner product, the first of
 *     those that are equal but for rounding
 * @param classes how many classes there are, at least 1
 */
public record Classification(int[] labels, int[] predictions, int classes) {

    /**
     * Classifies images.
     *
     * @param images unit vectors
     * @param labels number of the class of each image
     * @param classVectors unit vectors, at least one
     */
    public static Classification of(double[][] images, int[] labels, double[][] classVectors) {
        int[] predictions = IntStream.range(0, images.length)
                .parallel()
                .map(i -> nearest(images[i], classVectors))
                .toArray();
        return new Classification(labels, predictions, classVectors.length);
    }

    private static int nearest(double[] image, double[][] classVectors) {
        int nearest = 0;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classVectors.length; c++) {
            double product = UnitVectors.dot(image, classVectors[c]);
            if (product > greatest + Rounding.OF_PRODUCTS) {
                greatest = product;
                nearest = c;
            }
        }
        return nearest;
    }

    /** Whether each image is in the predicted class. */
    public boolean[] right() {
        boolean[] right = new boolean[labels.length];
        for (int i = 0; i < right.length; i++) {
            right[i] = labels[i] == predictions[i];
        }
        return right;
    }

    /** Of all images. */
    public Share share() {
        return Share.of(right());
    }

    /** How many images of each class (row) were taken for each class (column). */
    public int[][] confusion() {
        int[][] confusion = new int[classes][classes];
        for (int i = 0; i < labels.length; i++) {
            confusion[labels[i]][predictions[i]]++;
        }
        return confusion;
    }

    /** Of the images of each class. */
    public Share[] classShares() {
        int[] right = new int[classes];
        int[] images = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            images[labels[i]]++;
            right[labels[i]] += labels[i] == predictions[i] ? 1 : 0;
        }
        return IntStream.range(0, classes)
                .mapToObj(c -> new Share(right[c], images[c]))
                .toArray(Share[]::new);
    }

    /** Mean accuracy of the classes that have images; null where none has. */
    public @Nullable Double balancedAccuracy() {
        double sum = 0.0;
        int present = 0;
        for (Share share : classShares()) {
            if (share.n() > 0) {
                sum += Objects.requireNonNull(share.value());
                present++;
            }
        }
        return present == 0 ? null : sum / present;
    }

    /** Number of the class with images whose accuracy is least, the first of equals; -1 where none has images. */
    public int worstClass() {
        Share[] shares = classShares();
        int worst = -1;
        for (int c = 0; c < shares.length; c++) {
            Double value = shares[c].value();
            if (value != null && (worst < 0 || value < Objects.requireNonNull(shares[worst].value()))) {
                worst = c;
            }
        }
        return worst;
    }
}
