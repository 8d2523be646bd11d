package io.steerscope.statistics.differences;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.geometry.Offsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
    void imagesWhoseScoresRoundingAlonePartsAreTied() {
        // given
        double[] image = {0.1, 0.1, 0.6};
        double[] longer = {0.1 * 3, 0.1 * 3, 0.6 * 3};

        // when
        AttributeRanking ranking = AttributeRanking.of(
                new double[][] {{0, 0, 1}, unit(image), unit(longer), unit(image)}, new double[] {0.3, -0.7, 0.2});

        // then
        assertThat(ranking.order()).containsExactly(0, 1, 2, 3);
        assertThat(ranking.agreement(new double[] {0, 1, 2, 3}).kendallTauB())
                .isEqualTo(-3.0 / Math.sqrt(6.0 * 3.0), within(1e-15));
    }

    @Test
    void ordersOfTwoModelsDoNotDependOnHowRoundingPartsEqualScores() {
        // given
        AttributeRanking ranking = new AttributeRanking(new double[] {0.5, 0.5 + 1e-15, 0.7});

        // then: of three pairs one is tied
        assertThat(ranking.kendallTauB(new AttributeRanking(new double[] {2, 1, 3})))
                .isEqualTo(2.0 / Math.sqrt(2.0 * 3.0), within(1e-15));
        assertThat(ranking.kendallTauB(new AttributeRanking(new double[] {1, 2, 3})))
                .isEqualTo(2.0 / Math.sqrt(2.0 * 3.0), within(1e-15));
        assertThat(ranking.kendallTauB(new AttributeRanking(new double[] {4, 4, 4})))
                .isNull();
    }

    private static double[] unit(double[] vector) {
        double length = Offsets.length(vector);
        return new double[] {vector[0] / length, vector[1] / length, vector[2] / length};
    }

    @Test
    void valuesThatDoNotVaryDetermineNothing() {
        // when
        AttributeRanking.Agreement agreement = new AttributeRanking(new double[] {1, 2}).agreement(new double[] {7, 7});

        // then
        assertThat(agreement).isEqualTo(new AttributeRanking.Agreement(0, null, null, null));
    }
}
