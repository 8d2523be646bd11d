package io.steerscope.statistics.choosing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ward's hierarchy of images, in which merges whose parent is at most 1e-6 higher are one merge with it: equal images
 * come together at once, in whichever order they stand.
 */
final class ImageHierarchy {

    /** Heights that differ by no more are equal. */
    static final double TIE = 1e-6;

    private final WardMerges merges;
    private final int[] parents;
    private final int[] order;
    private final int[] starts;
    private final int[] sizes;

    /**
     * A merge of two or more.
     *
     * @param height Ward's distance at which its parts were joined
     * @param members numbers of its images, ascending
     * @param parent number of the merge that it is a part of; -1 of the whole
     */
    record Node(int number, double height, int[] members, int parent) {}

    private ImageHierarchy(WardMerges merges) {
        this.merges = merges;
        int n = merges.rows();
        this.parents = new int[2 * n - 1];
        Arrays.fill(parents, -1);
        this.sizes = new int[2 * n - 1];
        Arrays.fill(sizes, 0, n, 1);
        for (int merge = 0; merge < n - 1; merge++) {
            parents[merges.left()[merge]] = n + merge;
            parents[merges.right()[merge]] = n + merge;
            sizes[n + merge] = sizes[merges.left()[merge]] + sizes[merges.right()[merge]];
        }
        this.order = new int[n];
        this.starts = new int[2 * n - 1];
        for (int node = 2 * n - 2; node >= 0; node--) {
            if (node >= n) {
                starts[merges.left()[node - n]] = starts[node];
                starts[merges.right()[node - n]] = starts[node] + sizes[merges.left()[node - n]];
            } else {
                order[starts[node]] = node;
            }
        }
    }

    /**
     * The hierarchy of some vectors.
     *
     * @param rows at least one
     */
    static ImageHierarchy of(double[][] rows) {
        return new ImageHierarchy(WardMerges.of(rows));
    }

    /** Number of images. */
    int images() {
        return merges.rows();
    }

    /** All merges, in order of height and first member. */
    List<Node> nodes() {
        int n = images();
        List<Node> nodes = new ArrayList<>();
        for (int merge = 0; merge < n - 1; merge++) {
            if (isOwn(n + merge)) {
                nodes.add(new Node(n + merge, merges.heights()[merge], members(n + merge), ownAbove(n + merge)));
            }
        }
        nodes.sort(Comparator.comparingDouble(Node::height).thenComparingInt(node -> node.members()[0]));
        return nodes;
    }

    /** Whether a merge is not one with its parent. */
    private boolean isOwn(int node) {
        int parent = parents[node];
        return parent < 0 || height(parent) - height(node) > TIE;
    }

    private int ownAbove(int node) {
        int above = parents[node];
        while (above >= 0 && !isOwn(above)) {
            above = parents[above];
        }
        return above;
    }

    private double height(int node) {
        return merges.heights()[node - images()];
    }

    private int[] members(int node) {
        int[] members = Arrays.copyOfRange(order, starts[node], starts[node] + sizes[node]);
        Arrays.sort(members);
        return members;
    }

    /**
     * The cluster of each image in the finest level of at most so many clusters: merges of equal height come together,
     * and equal images are never apart. Clusters are numbered by their first member.
     *
     * @param clusters at least 1
     */
    int[] level(int clusters) {
        int n = images();
        int whole = Math.max(0, n - clusters);
        while (whole < n - 1 && merges.heights()[whole] - (whole == 0 ? 0.0 : merges.heights()[whole - 1]) <= TIE) {
            whole++;
        }
        int[] top = new int[2 * n - 1];
        for (int node = 2 * n - 2; node >= 0; node--) {
            boolean isApart = node >= n + whole || parents[node] < 0;
            top[node] = isApart || parents[node] >= n + whole ? node : top[parents[node]];
        }
        return numbered(Arrays.copyOf(top, n));
    }

    /** Numbers 0, 1, 2 in the order of first appearance. */
    static int[] numbered(int[] labels) {
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] numbered = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            Integer number = numbers.get(labels[i]);
            if (number == null) {
                number = numbers.size();
                numbers.put(labels[i], number);
            }
            numbered[i] = number;
        }
        return numbered;
    }
}
