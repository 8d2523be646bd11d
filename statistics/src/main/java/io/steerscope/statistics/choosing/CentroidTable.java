package io.steerscope.statistics.choosing;

import java.util.Arrays;

/**
 * The centroids of the clusters that are left while a hierarchy is built, coordinate by coordinate and without gaps, so
 * that a search costs as much as there are clusters left. A distance does not depend on where clusters stand.
 */
final class CentroidTable {

    private static final int BLOCK = 4;

    private final double[][] columns;
    private final double[] sizes;
    private final int[] firstMembers;
    private final int[] nodes;
    private final int[] slots;
    private final double[] squares;
    private int count;

    /** Each row a cluster of its own, whose node and first member is its number. */
    CentroidTable(double[][] rows) {
        int n = rows.length;
        int dimensions = rows[0].length;
        int padded = (dimensions + BLOCK - 1) / BLOCK * BLOCK;
        this.columns = new double[padded][n];
        for (int j = 0; j < dimensions; j++) {
            for (int i = 0; i < n; i++) {
                columns[j][i] = rows[i][j];
            }
        }
        this.sizes = new double[n];
        Arrays.fill(sizes, 1.0);
        this.firstMembers = new int[n];
        this.nodes = new int[n];
        this.slots = new int[2 * n];
        for (int i = 0; i < n; i++) {
            firstMembers[i] = i;
            nodes[i] = i;
            slots[i] = i;
        }
        this.squares = new double[n];
        this.count = n;
    }

    /** The cluster whose first member is the first of all. */
    int first() {
        int first = 0;
        for (int i = 1; i < count; i++) {
            if (firstMembers[i] < firstMembers[first]) {
                first = i;
            }
        }
        return nodes[first];
    }

    /** The first row of a cluster. */
    int firstMember(int node) {
        return firstMembers[slots[node]];
    }

    /**
     * The nearest cluster by the square of Ward's distance, 2 ab / (a + b) |centroid difference|^2; of several the one
     * that is preferred, then the one whose first member is first.
     *
     * @param preferred a node, or -1
     */
    int nearest(int node, int preferred) {
        int slot = slots[node];
        distances(slot);
        double size = sizes[slot];
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            if (i == slot) {
                continue;
            }
            double distance = 2.0 * (size * sizes[i] / (size + sizes[i])) * squares[i];
            if (best < 0 || distance < least || distance == least && isBefore(i, best, preferred)) {
                best = i;
                least = distance;
            }
        }
        return nodes[best];
    }

    private boolean isBefore(int slot, int other, int preferred) {
        if (nodes[other] == preferred) {
            return false;
        }
        return nodes[slot] == preferred || firstMembers[slot] < firstMembers[other];
    }

    /** Ward's distance of two clusters. */
    double distance(int one, int other) {
        int a = slots[one];
        int b = slots[other];
        double sum = 0.0;
        for (int j = 0; j < columns.length; j += BLOCK) {
            double w = columns[j][a] - columns[j][b];
            double x = columns[j + 1][a] - columns[j + 1][b];
            double y = columns[j + 2][a] - columns[j + 2][b];
            double z = columns[j + 3][a] - columns[j + 3][b];
            sum += w * w + x * x + y * y + z * z;
        }
        return Math.sqrt(2.0 * (sizes[a] * sizes[b] / (sizes[a] + sizes[b])) * sum);
    }

    private void distances(int slot) {
        double[] point = new double[columns.length];
        for (int j = 0; j < point.length; j++) {
            point[j] = columns[j][slot];
        }
        Arrays.fill(squares, 0, count, 0.0);
        for (int j = 0; j < point.length; j += BLOCK) {
            SquaredDistances.add(squares, columns, point, j, count);
        }
    }

    /**
     * Makes one cluster of two. Equal centroids keep their bits.
     *
     * @param one the one whose first member is first
     * @param node of the new cluster, below twice the number of rows
     */
    void merge(int one, int other, int node) {
        int a = slots[one];
        int b = slots[other];
        double share = sizes[b] / (sizes[a] + sizes[b]);
        for (double[] column : columns) {
            column[a] += share * (column[b] - column[a]);
        }
        sizes[a] += sizes[b];
        firstMembers[a] = Math.min(firstMembers[a], firstMembers[b]);
        nodes[a] = node;
        slots[node] = a;
        count--;
        if (b != count) {
            for (double[] column : columns) {
                column[b] = column[count];
            }
            sizes[b] = sizes[count];
            firstMembers[b] = firstMembers[count];
            nodes[b] = nodes[count];
            slots[nodes[b]] = b;
        }
    }
}
