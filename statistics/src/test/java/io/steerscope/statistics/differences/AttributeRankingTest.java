package io.steerscope.statistics.differences;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AttributeRankingTest {

    @Test
    void equalScoresAreInTheOrderOfImagesZerosOfBothSignsToo() {
        // when
        AttributeRanking ranking = new AttributeRanking(new double[] {0.0, -0.0, 0.5, 0.0, -1.0});

        // then
        assertThat(ranking.order()).containsExactly(2, 0, 1, 3, 4);
    }

    @Test
    void equalScoresAreHalfRightAndEqualValuesAreNotAsked() {
        // when: of the pairs of different value, (0, 1) is tied, (0, 2) right, (1, 3) right, (2, 3) wrong ..
        AttributeRanking.Agreement agreement =
                new AttributeRanking(new double[] {1, 1, 2, 3}).agreement(new double[] {0, 1, 1, 0});

        // then
        assertThat(agreement.pairs()).isEqualTo(4);
        assertThat(agreement.pairwiseAccuracy()).isEqualTo((0.5 + 1 + 0 + 0) / 4);
    }

    @Test
    void valuesThatDoNotVaryDetermineNothing() {
        // when
        AttributeRanking.Agreement agreement = new AttributeRanking(new double[] {1, 2}).agreement(new double[] {7, 7});

        // then
        assertThat(agreement).isEqualTo(new AttributeRanking.Agreement(0, null, null, null));
    }
}
