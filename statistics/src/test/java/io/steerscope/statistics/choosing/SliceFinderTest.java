package io.steerscope.statistics.choosing;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.distribution.NormalDistribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SliceFinderTest {

    private static final ChoosingSettings.Slices OF_TWO =
            new ChoosingSettings.Slices(2, 1, 0.0, null, SliceReference.ALL, 0, 1);

    @Test
    void theErrorOfALiftIsThatOfSamplingWithoutReplacement() {
        // given
        double[] scores = {1.0, 2.0, 3.0, 4.0, 5.0, 9.0};

        // when
        Slice slice = find(scores, alone(6), OF_TWO, 0, 1).slices().get(0);

        // then
        double mean = 4.0;
        double variance = (9.0 + 4.0 + 1.0 + 0.0 + 1.0 + 25.0) / 5.0;
        assertThat(slice.lift()).isEqualTo(1.5 - mean, within(1e-12));
        assertThat(slice.designEffect()).isEqualTo(1.0);
        assertThat(slice.se()).isEqualTo(Math.sqrt(variance * (0.5 - 1.0 / 6.0)), within(1e-12));
        assertThat(slice.p()).isEqualTo(2.0 * NormalDistribution.upperTail(-slice.z()), within(1e-15));
    }

    @Test
    void imagesOfOneGroupCountAsOneWhereTheyAreAllAlike() {
        // given: groups of 2 without a difference within
        double[] scores = {1.0, 1.0, 2.0, 2.0, 7.0, 7.0, 3.0, 3.0};
        int[] groups = {0, 0, 1, 1, 2, 2, 3, 3};

        // when
        SliceAnalysis analysis = find(scores, groups, OF_TWO, 0, 1, 2, 3);

        // then
        assertThat(analysis.intraclassCorrelation()).isEqualTo(1.0, within(1e-12));
        assertThat(analysis.slices().get(0).designEffect()).isEqualTo(2.0, within(1e-12));
        assertThat(analysis.slices().get(0).groups()).isEqualTo(2);
    }

    @Test
    void aNegativeCorrelationCountsAsNone() {
        // given: every group has the same mean
        double[] scores = {1.0, 3.0, 0.0, 4.0, -5.0, 9.0, 2.0, 2.0};
        int[] groups = {0, 0, 1, 1, 2, 2, 3, 3};

        // then
        assertThat(find(scores, groups, OF_TWO, 0, 1).intraclassCorrelation()).isZero();
    }

    @Test
    void equalScoresHaveNoSlices() {
        // when
        SliceAnalysis analysis = find(new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, alone(6), OF_TWO, 0, 1);

        // then
        assertThat(analysis.slices()).isEmpty();
        assertThat(analysis.sd()).isZero();
        assertThat(analysis.mean()).isEqualTo(0.1);
    }

    @Test
    void moreThanHalfOfTheImagesAreNoSlice() {
        // given
        double[] scores = {1.0, 2.0, 3.0, 4.0, 5.0, 9.0};

        // then
        assertThat(find(scores, alone(6), OF_TWO, 0, 1, 2).slices()).hasSize(1);
        assertThat(find(scores, alone(6), OF_TWO, 0, 1, 2, 3).slices()).isEmpty();
    }

    @Test
    void aSliceOfOneGroupIsNoneWhereTwoAreAskedFor() {
        // given
        double[] scores = {1.0, 2.0, 3.0, 4.0, 5.0, 9.0};
        int[] groups = {0, 0, 1, 1, 2, 2};
        ChoosingSettings.Slices ofTwoGroups = new ChoosingSettings.Slices(2, 2, 0.0, null, SliceReference.ALL, 0, 1);

        // then
        assertThat(find(scores, groups, ofTwoGroups, 0, 1).slices()).isEmpty();
        assertThat(find(scores, groups, ofTwoGroups, 1, 2).slices()).hasSize(1);
    }

    @Test
    void withinCategoriesADifferenceOfCategoriesIsNoLift() {
        // given: two categories of other means, images in turn
        double[] scores = {10.0, 1.0, 11.0, 2.0, 12.0, 3.0, 13.0, 4.0};
        int[] categories = {0, 1, 0, 1, 0, 1, 0, 1};
        ChoosingSettings.Slices within = new ChoosingSettings.Slices(2, 1, 0.0, null, SliceReference.CATEGORY, 0, 1);

        // when: the lower two of the first category, and one of each
        SliceAnalysis analysis = new SliceFinder(scores, alone(8), categories, within)
                .find(List.of(node(0, 0, 2), node(1, 0, 1)), SliceFinderTest::describe);

        // then: variance within each is 5/3; (1/2 - 1/4) of it, and 1/4 (1 - 1/4) of it twice
        assertThat(analysis.slices().get(0).lift()).isEqualTo(-1.0, within(1e-12));
        assertThat(analysis.slices().get(0).se()).isEqualTo(Math.sqrt(5.0 / 3.0 / 4.0), within(1e-12));
        assertThat(analysis.slices().get(1).lift()).isEqualTo(-1.5, within(1e-12));
        assertThat(analysis.slices().get(1).se()).isEqualTo(Math.sqrt(5.0 / 3.0 * 0.375), within(1e-12));
    }

    @Test
    void aSliceIsComparedWithTheNodeAboveIt() {
        // given
        double[] scores = {1.0, 2.0, 3.0, 6.0, 50.0, 60.0};
        ChoosingSettings.Slices parent = new ChoosingSettings.Slices(2, 1, 0.0, null, SliceReference.PARENT, 0, 1);
        List<ImageHierarchy.Node> nodes = List.of(
                new ImageHierarchy.Node(0, 1.0, new int[] {0, 1}, 1),
                new ImageHierarchy.Node(1, 2.0, new int[] {0, 1, 2, 3}, 2),
                new ImageHierarchy.Node(2, 3.0, IntStream.range(0, 6).toArray(), -1));

        // when
        SliceAnalysis analysis =
                new SliceFinder(scores, alone(6), new int[6], parent).find(nodes, SliceFinderTest::describe);

        // then
        assertThat(analysis.slices()).hasSize(1);
        assertThat(analysis.slices().get(0).lift()).isEqualTo(1.5 - 3.0, within(1e-12));
    }

    @Test
    void reportedSlicesShareNoImage() {
        // given: ten low images, the lowest four of them a slice of their own
        double[] scores = new double[60];
        for (int i = 0; i < 60; i++) {
            scores[i] = i < 4 ? -9.0 - i % 2 : i < 10 ? -8.0 - i % 2 : i % 3;
        }

        // when
        SliceAnalysis analysis = new SliceFinder(scores, alone(60), new int[60], OF_TWO)
                .find(
                        List.of(
                                new ImageHierarchy.Node(0, 1.0, new int[] {0, 1, 2, 3}, 1),
                                new ImageHierarchy.Node(
                                        1, 2.0, IntStream.range(0, 10).toArray(), -1),
                                new ImageHierarchy.Node(2, 3.0, new int[] {9, 21, 22, 23}, -1)),
                        SliceFinderTest::describe);

        // then
        assertThat(analysis.slices()).extracting(Slice::selected).containsExactly(true, true, false);
        assertThat(analysis.slices()).extracting(Slice::reported).containsExactly(false, true, false);
        assertThat(analysis.reported()).containsExactly(analysis.slices().get(1));
        assertThat(analysis.selected()).isEqualTo(2);
    }

    @Test
    void aDropIsMarkedAndNotTested() {
        // given
        double[] scores = {1.0, 2.0, 3.0, 4.0, 5.0, 9.0};
        ChoosingSettings.Slices drops = new ChoosingSettings.Slices(2, 1, 0.0, 2.5, SliceReference.ALL, 0, 1);

        // when
        Slice slice = find(scores, alone(6), drops, 0, 1).slices().get(0);

        // then
        assertThat(slice.meetsMinDrop()).isTrue();
        assertThat(slice.selected()).isFalse();
        assertThat(find(scores, alone(6), drops, 0, 2).slices().get(0).meetsMinDrop())
                .isFalse();
    }

    private static SliceAnalysis find(double[] scores, int[] groups, ChoosingSettings.Slices settings, int... members) {
        return new SliceFinder(scores, groups, new int[scores.length], settings)
                .find(List.of(node(0, members)), SliceFinderTest::describe);
    }

    private static ImageHierarchy.Node node(int number, int... members) {
        return new ImageHierarchy.Node(number, 1.0 + number, members, -1);
    }

    private static SliceDescription describe(int[] members) {
        return new SliceDescription(members[0], List.of(), List.of());
    }

    private static int[] alone(int n) {
        return IntStream.range(0, n).toArray();
    }
}
