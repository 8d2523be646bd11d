package io.steerscope.statistics.differences;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClassificationTest {

    private static final double[][] CLASSES = {{1, 0}, {0, 1}, {-1, 0}};

    @Test
    void aClassWithoutImagesHasNoAccuracyAndIsNotInTheBalancedOne() {
        // when
        Classification found = Classification.of(
                new double[][] {{1, 0}, {0.6, 0.8}, {0.8, 0.6}, {0, 1}}, new int[] {0, 0, 0, 1}, CLASSES);

        // then
        assertThat(found.share()).isEqualTo(new Share(3, 4));
        assertThat(found.classShares()).containsExactly(new Share(2, 3), new Share(1, 1), new Share(0, 0));
        assertThat(found.classShares()[2].value()).isNull();
        assertThat(found.balancedAccuracy()).isEqualTo((2.0 / 3.0 + 1.0) / 2.0);
        assertThat(found.worstClass()).isZero();
        assertThat(found.confusion()).isDeepEqualTo(new int[][] {{2, 1, 0}, {0, 1, 0}, {0, 0, 0}});
    }

    @Test
    void theFirstOfEqualClassesWins() {
        // when
        Classification found =
                Classification.of(new double[][] {{1, 0}}, new int[] {1}, new double[][] {{1, 0}, {1, 0}});

        // then
        assertThat(found.predictions()).containsExactly(0);
    }

    @Test
    void theFirstOfClassesThatRoundingAlonePartsWins() {
        // given: products that ascend in the last bits
        double[][] classes = {{0.6, 0.8}, {0.6 + 1e-15, 0.8}, {0.6 + 2e-15, 0.8}};

        // when
        Classification found = Classification.of(new double[][] {{1, 0}}, new int[] {2}, classes);

        // then
        assertThat(found.predictions()).containsExactly(0);
    }

    @Test
    void withoutImagesNothingIsDetermined() {
        // when
        Classification found = Classification.of(new double[0][], new int[0], CLASSES);

        // then
        assertThat(found.share().value()).isNull();
        assertThat(found.share().wilson()).isNull();
        assertThat(found.balancedAccuracy()).isNull();
        assertThat(found.worstClass()).isEqualTo(-1);
    }
}
