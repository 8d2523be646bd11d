package io.steerscope.statistics.differences;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DifferenceClassificationTest {

    private static final double[][] IMAGES = {{1, 0}, {0, 1}, {0, 1}, {Math.sqrt(0.5), Math.sqrt(0.5)}};
    private static final double[][] TEXTS = {{1, 0}, {1, 1}};

    @Test
    void theSignOfTheCosineDecides() {
        // when
        DifferenceClassification found = DifferenceClassification.of(
                IMAGES,
                TEXTS,
                List.of(new ImagePair(0, 1, 0, 1), new ImagePair(1, 0, 0, 1), new ImagePair(1, 0, 0, -1)));

        // then
        assertThat(found.outcomes())
                .extracting(DifferenceClassification.Outcome::right)
                .containsExactly(true, false, true);
        assertThat(found.outcomes().get(0).cosine())
                .isEqualTo(-found.outcomes().get(1).cosine());
        assertThat(found.share()).isEqualTo(new Share(2, 3));
    }

    @Test
    void equalImagesAndTruthZeroAreUndecidableNotWrong() {
        // when
        DifferenceClassification found = DifferenceClassification.of(
                IMAGES,
                TEXTS,
                List.of(new ImagePair(1, 2, 0, 1), new ImagePair(0, 0, 0, 1), new ImagePair(0, 1, 0, 0)));

        // then
        assertThat(found.undecidable()).isEqualTo(3);
        assertThat(found.share()).isEqualTo(new Share(0, 0));
        assertThat(found.outcomes().get(0).cosine()).isNull();
        assertThat(found.outcomes().get(1).cosine()).isNull();
        assertThat(found.outcomes().get(2).cosine()).isPositive();
    }

    @Test
    void aTextWithoutADirectionHasNoCosine() {
        // when
        DifferenceClassification found = DifferenceClassification.of(
                IMAGES,
                new double[][] {{0, 0}, {1e-16, 0}},
                List.of(new ImagePair(0, 1, 0, 0), new ImagePair(0, 1, 1, 0)));

        // then
        assertThat(found.outcomes()).containsOnly(new DifferenceClassification.Outcome(null, null));
        assertThat(found.undecidable()).isEqualTo(2);
    }

    @Test
    void aCosineOfZeroIsWrongWhateverTheTruth() {
        // when: (1, 1) is at a right angle to (1, -1)
        DifferenceClassification found = DifferenceClassification.of(
                IMAGES, TEXTS, List.of(new ImagePair(0, 1, 1, 1), new ImagePair(0, 1, 1, -1)));

        // then
        assertThat(found.share()).isEqualTo(new Share(0, 2));
    }
}
