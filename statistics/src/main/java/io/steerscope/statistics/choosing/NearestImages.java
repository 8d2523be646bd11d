package io.steerscope.statistics.choosing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The nearest images of each image, by comparison with every other: nothing is approximate.
 *
 * @param places of the nearest of each image, the nearest first, ties by place; itself not among them
 * @param distances 1 - cosine to these
 */
public record NearestImages(int[][] places, double[][] distances) {

    private static final int TILE = 256;
    private static final int BLOCK = 4;

    /**
     * Finds them, image by image on the cores of the processor.
     *
     * @param images at least one
     * @param count how many of each; fewer where there are not so many others
     */
    public static NearestImages of(List<CandidateImage> images, int count) {
        double[][] units = UnitRows.of(images);
        int n = units.length;
        int k = Math.min(count, n - 1);
        int[][] places = new int[n][k];
        double[][] squares = new double[n][k];
        for (double[] row : squares) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        for (int from = 0; from < n && k > 0; from += TILE) {
            int first = from;
            double[][] columns = columns(units, from, Math.min(n, from + TILE));
            IntStream.range(0, n).parallel().forEach(i -> take(units[i], i, columns, first, places[i], squares[i]));
        }
        for (double[] row : squares) {
            Arrays.setAll(row, i -> 0.5 * row[i]);
        }
        return new NearestImages(places, squares);
    }

    private static double[][] columns(double[][] units, int from, int to) {
        int dimensions = units[0].length;
        double[][] columns = new double[(dimensions + BLOCK - 1) / BLOCK * BLOCK][to - from];
        for (int j = 0; j < dimensions; j++) {
            for (int i = from; i < to; i++) {
                columns[j][i - from] = units[i][j];
            }
        }
        return columns;
    }

    private static void take(double[] unit, int own, double[][] columns, int first, int[] places, double[] squares) {
        int count = columns[0].length;
        double[] point = Arrays.copyOf(unit, columns.length);
        double[] distances = new double[count];
        for (int j = 0; j < point.length; j += BLOCK) {
            SquaredDistances.add(distances, columns, point, j, count);
        }
        int last = places.length - 1;
        for (int i = 0; i < count; i++) {
            if (distances[i] < squares[last] && first + i != own) {
                int at = last;
                while (at > 0 && distances[i] < squares[at - 1]) {
                    squares[at] = squares[at - 1];
                    places[at] = places[at - 1];
                    at--;
                }
                squares[at] = distances[i];
                places[at] = first + i;
            }
        }
    }
}
