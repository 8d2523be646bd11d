package io.steerscope.statistics.choosing;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class GroupPermutationsTest {

    @Test
    void theShareOfPermutationsIsThatOfAllArrangements() {
        // given: one of 6 pairs of four images is the slice {0, 1}, of which 2 are as far from the mean
        double[] values = {1.0, 2.0, 3.0, 4.0};
        int[] groups = {0, 1, 2, 3};

        // when
        double[] p = new GroupPermutations(groups, new int[4], 7)
                .pValues(values, List.of(new int[] {0, 1}), new double[] {1.0}, 20_000);

        // then
        assertThat(p[0]).isEqualTo(2.0 / 6.0, within(0.02));
    }

    @Test
    void groupsStayTogether() {
        // given: three groups of two equal scores, so that a slice of one group has 3 arrangements and not 15
        double[] values = {1.0, 1.0, 5.0, 5.0, 6.0, 6.0};
        int[] groups = {0, 0, 1, 1, 2, 2};

        // when
        double[] p = new GroupPermutations(groups, new int[6], 7)
                .pValues(values, List.of(new int[] {0, 1}), new double[] {1.0}, 20_000);

        // then
        assertThat(p[0]).isEqualTo(1.0 / 3.0, within(0.02));
    }

    @Test
    void scoresStayWithinTheirStrata() {
        // given
        double[] values = {1.0, 2.0, 30.0, 40.0};
        int[] strata = {0, 0, 1, 1};

        // when: whatever is exchanged, one image of each stratum differs by 1 or by 10
        double[] p = new GroupPermutations(IntStream.range(0, 4).toArray(), strata, 7)
                .pValues(values, List.of(new int[] {0, 1}), new double[] {1.0}, 999);

        // then: the mean of the first stratum never changes
        assertThat(p[0]).isEqualTo(1.0);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        // given
        double[] values = TestImages.rows(1, 40, 3)[0];
        int[] groups = IntStream.range(0, 40).map(i -> i / 4).toArray();
        List<int[]> slices = List.of(IntStream.range(0, 12).toArray());

        // then
        assertThat(new GroupPermutations(groups, new int[40], 5).pValues(values, slices, new double[] {0.2}, 200))
                .isEqualTo(
                        new GroupPermutations(groups, new int[40], 5).pValues(values, slices, new double[] {0.2}, 200));
    }
}
