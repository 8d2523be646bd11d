package io.steerscope.statistics.choosing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class WardMergesTest {

    @Test
    void twoRowsMergeAtTheirDistance() {
        // when
        WardMerges merges = WardMerges.of(new double[][] {{0.0, 0.0}, {3.0, 4.0}});

        // then
        assertThat(merges.heights()).containsExactly(5.0);
    }

    @Test
    void aThirdRowMergesAtTheRootOfTheGrowthOfTheSumOfSquares() {
        // when: clusters of 2 and 1, centroids 1 and 10, sqrt(2 x 2 x 1 / 3) x 9
        WardMerges merges = WardMerges.of(new double[][] {{0.0}, {10.0}, {2.0}});

        // then
        assertThat(merges.heights()[0]).isEqualTo(2.0);
        assertThat(merges.heights()[1]).isEqualTo(Math.sqrt(4.0 / 3.0) * 9.0, within(1e-12));
        assertThat(merges.left()).containsExactly(0, 3);
        assertThat(merges.right()).containsExactly(2, 1);
    }

    @Test
    void equalRowsMergeAtExactlyZeroHowManyTheyMayBe() {
        // given
        double[] row = {0.1, 0.7, 0.3};
        double[][] rows = {row, row.clone(), row.clone(), row.clone(), row.clone(), {0.5, 0.5, 0.5}};

        // when
        WardMerges merges = WardMerges.of(rows);

        // then
        assertThat(merges.heights()).startsWith(0.0, 0.0, 0.0, 0.0);
        assertThat(merges.heights()[4]).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"2,1,1", "7,2,2", "30,5,3", "60,9,4", "61,16,5"})
    void theChainFindsWhatComparingAllPairsFinds(int n, int dimensions, long seed) {
        // given
        double[][] rows = TestImages.rows(n, dimensions, seed);

        // when
        ImageHierarchy found = ImageHierarchy.of(rows);
        List<Naive> expected = naive(rows);

        // then
        List<ImageHierarchy.Node> nodes = found.nodes();
        assertThat(nodes).hasSize(expected.size());
        for (int i = 0; i < nodes.size(); i++) {
            assertThat(nodes.get(i).height()).isEqualTo(expected.get(i).height(), within(1e-12));
            assertThat(nodes.get(i).members())
                    .containsExactly(expected.get(i).members().stream()
                            .mapToInt(Integer::intValue)
                            .toArray());
        }
    }

    private record Naive(double height, Set<Integer> members) {}

    /** Merges the two clusters whose sum of squares grows least, again and again; the height is sqrt(2 growth). */
    private static List<Naive> naive(double[][] rows) {
        List<Set<Integer>> clusters = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            clusters.add(new TreeSet<>(Set.of(i)));
        }
        List<Naive> merges = new ArrayList<>();
        while (clusters.size() > 1) {
            double least = Double.POSITIVE_INFINITY;
            int one = -1;
            int other = -1;
            for (int a = 0; a < clusters.size(); a++) {
                for (int b = a + 1; b < clusters.size(); b++) {
                    Set<Integer> both = new TreeSet<>(clusters.get(a));
                    both.addAll(clusters.get(b));
                    double growth =
                            squares(rows, both) - squares(rows, clusters.get(a)) - squares(rows, clusters.get(b));
                    if (growth < least) {
                        least = growth;
                        one = a;
                        other = b;
                    }
                }
            }
            Set<Integer> merged = new TreeSet<>(clusters.get(one));
            merged.addAll(clusters.remove(other));
            clusters.set(one, merged);
            merges.add(new Naive(Math.sqrt(2.0 * least), merged));
        }
        return merges;
    }

    private static double squares(double[][] rows, Set<Integer> members) {
        double sum = 0.0;
        for (int j = 0; j < rows[0].length; j++) {
            int column = j;
            double mean = members.stream().mapToDouble(i -> rows[i][column]).sum() / members.size();
            sum += members.stream()
                    .mapToDouble(i -> (rows[i][column] - mean) * (rows[i][column] - mean))
                    .sum();
        }
        return sum;
    }
}
