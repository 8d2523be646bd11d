package io.steerscope.statistics.choosing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Ward's hierarchy of rows by the nearest-neighbour chain (Murtagh 1983; Müllner 2011): n - 1 merges of two clusters,
 * lowest first. The height of a merge is sqrt(2 ab / (a + b)) times the distance of the centroids of clusters of a and
 * b rows, as SciPy's; a merge is never below the two that it joins. Node i < n is the row i, node n + i the merge i.
 *
 * @param left node of the cluster whose first row is before that of the other
 * @param right node of the other
 * @param heights ascending
 */
record WardMerges(int[] left, int[] right, double[] heights) {

    /**
     * Builds the hierarchy, in O(n^2 d) time and O(n d) memory.
     *
     * @param rows at least one, of one dimension
     */
    static WardMerges of(double[][] rows) {
        int n = rows.length;
        int[] left = new int[n - 1];
        int[] right = new int[n - 1];
        double[] heights = new double[n - 1];
        double[] below = new double[2 * n];
        CentroidTable table = new CentroidTable(rows);
        int[] chain = new int[n];
        int length = 0;
        for (int merge = 0; merge < n - 1; merge++) {
            if (length == 0) {
                chain[0] = table.first();
                length = 1;
            }
            int next = table.nearest(chain[length - 1], length > 1 ? chain[length - 2] : -1);
            while (length < 2 || next != chain[length - 2]) {
                chain[length] = next;
                length++;
                next = table.nearest(chain[length - 1], chain[length - 2]);
            }
            int one = chain[length - 1];
            int other = chain[length - 2];
            length -= 2;
            boolean isFirst = table.firstMember(one) < table.firstMember(other);
            left[merge] = isFirst ? one : other;
            right[merge] = isFirst ? other : one;
            int node = n + merge;
            heights[merge] = Math.max(table.distance(one, other), Math.max(below[one], below[other]));
            below[node] = heights[merge];
            table.merge(left[merge], right[merge], node);
        }
        return ascending(n, left, right, heights);
    }

    /** The merges by height; of equal ones those that were made first are first, and so are parts before the whole. */
    private static WardMerges ascending(int n, int[] left, int[] right, double[] heights) {
        int[] order = IntStream.range(0, n - 1)
                .boxed()
                .sorted(Comparator.comparingDouble(merge -> heights[merge]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] node = new int[2 * n];
        Arrays.setAll(node, i -> i);
        for (int place = 0; place < order.length; place++) {
            node[n + order[place]] = n + place;
        }
        WardMerges sorted = new WardMerges(new int[n - 1], new int[n - 1], new double[n - 1]);
        for (int place = 0; place < order.length; place++) {
            sorted.left[place] = node[left[order[place]]];
            sorted.right[place] = node[right[order[place]]];
            sorted.heights[place] = heights[order[place]];
        }
        return sorted;
    }

    /** Number of rows. */
    int rows() {
        return left.length + 1;
    }
}
