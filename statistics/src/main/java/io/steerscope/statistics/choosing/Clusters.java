package io.steerscope.statistics.choosing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The hierarchy of a set of images and its levels. Where there are too many images, the hierarchy is that of those with
 * the smallest {@link KeyHash}, and each of the others joins the cluster of the finest level whose centroid is nearest:
 * what is finer has sampled images only.
 */
final class Clusters {

    private final ImageHierarchy hierarchy;
    private final int @Nullable [] sample;
    private final int[] finest;
    private final int n;

    /**
     * Builds the hierarchy.
     *
     * @param rows a vector for each image
     * @param keys of the images, in the same order
     * @param finestLevel number of clusters of the finest level
     * @param mostImages up to how many images all stand in the hierarchy
     * @param sampled how many stand in it where there are more
     */
    Clusters(double[][] rows, List<String> keys, int finestLevel, int mostImages, int sampled) {
        this.n = rows.length;
        if (n <= mostImages) {
            this.sample = null;
            this.hierarchy = ImageHierarchy.of(rows);
            this.finest = hierarchy.level(finestLevel);
        } else {
            int[] chosen = sample(keys, sampled);
            double[][] ofSample = IntStream.of(chosen).mapToObj(i -> rows[i]).toArray(double[][]::new);
            this.sample = chosen;
            this.hierarchy = ImageHierarchy.of(ofSample);
            this.finest = joined(rows, chosen, ofSample, hierarchy.level(finestLevel));
        }
    }

    private static int[] sample(List<String> keys, int sampled) {
        long[] hashes = keys.stream().mapToLong(KeyHash::of).toArray();
        return IntStream.range(0, hashes.length)
                .boxed()
                .sorted(Comparator.<Integer, Long>comparing(i -> hashes[i], Long::compareUnsigned)
                        .thenComparing(i -> i))
                .limit(sampled)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /** The cluster of every image, numbered as those of the sample are. */
    private static int[] joined(double[][] rows, int[] sample, double[][] ofSample, int[] level) {
        int clusters = Arrays.stream(level).max().orElse(0) + 1;
        double[][] centroids = new double[clusters][rows[0].length];
        int[] counts = new int[clusters];
        for (int i = 0; i < level.length; i++) {
            counts[level[i]]++;
            for (int j = 0; j < ofSample[i].length; j++) {
                centroids[level[i]][j] += ofSample[i][j];
            }
        }
        for (int cluster = 0; cluster < clusters; cluster++) {
            for (int j = 0; j < centroids[cluster].length; j++) {
                centroids[cluster][j] /= counts[cluster];
            }
        }
        int[] joined = new int[rows.length];
        Arrays.fill(joined, -1);
        for (int i = 0; i < sample.length; i++) {
            joined[sample[i]] = level[i];
        }
        for (int i = 0; i < rows.length; i++) {
            if (joined[i] < 0) {
                joined[i] = nearest(centroids, rows[i]);
            }
        }
        return joined;
    }

    private static int nearest(double[][] centroids, double[] row) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int cluster = 0; cluster < centroids.length; cluster++) {
            double squares = UnitRows.squaredDistance(centroids[cluster], row);
            if (squares < least) {
                nearest = cluster;
                least = squares;
            }
        }
        return nearest;
    }

    /** How many images stand in the hierarchy where not all do; 0 where all do. */
    int sampled() {
        return sample == null ? 0 : sample.length;
    }

    /**
     * The cluster of each image at a level, numbered by first member.
     *
     * @param clusters at most the number of the finest level
     */
    int[] level(int clusters) {
        int[] ofHierarchy = hierarchy.level(clusters);
        if (sample == null) {
            return ofHierarchy;
        }
        int[] coarse = new int[Arrays.stream(finest).max().orElse(0) + 1];
        for (int i = 0; i < sample.length; i++) {
            coarse[finest[sample[i]]] = ofHierarchy[i];
        }
        return ImageHierarchy.numbered(
                IntStream.of(finest).map(cluster -> coarse[cluster]).toArray());
    }

    /** The merges, in order of height and first member, with the images that joined their clusters. */
    List<ImageHierarchy.Node> nodes() {
        if (sample == null) {
            return hierarchy.nodes();
        }
        int[][] joiners = joiners();
        int[] sizes = new int[joiners.length];
        for (int image : sample) {
            sizes[finest[image]]++;
        }
        List<ImageHierarchy.Node> nodes = new ArrayList<>();
        for (ImageHierarchy.Node node : hierarchy.nodes()) {
            int[] inNode = new int[sizes.length];
            IntStream members = IntStream.of(node.members()).map(i -> sample[i]);
            for (int member : node.members()) {
                inNode[finest[sample[member]]]++;
            }
            IntStream more = IntStream.range(0, sizes.length)
                    .filter(cluster -> inNode[cluster] == sizes[cluster])
                    .flatMap(cluster -> IntStream.of(joiners[cluster]));
            int[] all = IntStream.concat(members, more).sorted().toArray();
            nodes.add(new ImageHierarchy.Node(node.number(), node.height(), all, node.parent()));
        }
        nodes.sort(Comparator.comparingDouble(ImageHierarchy.Node::height).thenComparingInt(node -> node.members()[0]));
        return nodes;
    }

    /** The images of each cluster of the finest level that are not in the sample. */
    private int[][] joiners() {
        boolean[] isSampled = new boolean[n];
        for (int image : sample == null ? new int[0] : sample) {
            isSampled[image] = true;
        }
        int clusters = Arrays.stream(finest).max().orElse(0) + 1;
        return IntStream.range(0, clusters)
                .mapToObj(cluster -> IntStream.range(0, n)
                        .filter(i -> !isSampled[i] && finest[i] == cluster)
                        .toArray())
                .toArray(int[][]::new);
    }
}
