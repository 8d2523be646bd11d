package io.steerscope.statistics.hypothesis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import io.steerscope.statistics.exact.ExactMoments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class OneSampleTestsTest {

    @Test
    void tTestIsThatOfScipy() {
        // when
        TTest test = TTest.of(ExactMoments.of(0.1, 0.2, 0.15, -0.05, 0.3), 0.9).orElseThrow();

        // then
        assertThat(test.df()).isEqualTo(4);
        assertThat(test.t()).isEqualTo(2.4188315916278085, within(1e-14));
        assertThat(test.pGreater()).isEqualTo(0.03642752980512784, within(1e-15));
        assertThat(test.pTwoSided()).isEqualTo(0.07285505961025568, within(1e-15));
        assertThat(test.interval().low()).isEqualTo(0.016610446498726048, within(1e-14));
        assertThat(test.interval().high()).isEqualTo(0.2633895535012739, within(1e-14));
        assertThat(test.cohensD()).isEqualTo(1.0817343730007583, within(1e-14));
    }

    @Test
    void tTestOfAnUndeterminedSampleIsEmpty() {
        assertThat(TTest.of(ExactMoments.EMPTY, 0.95)).isEmpty();
        assertThat(TTest.of(ExactMoments.of(0.3), 0.95)).isEmpty();
        assertThat(TTest.of(ExactMoments.of(0.3, 0.3), 0.95)).isEmpty();
        assertThatThrownBy(() -> TTest.of(ExactMoments.EMPTY, 0.4)).hasMessageContaining("Confidence level 0.4");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/sign-test.csv", numLinesToSkip = 2)
    void signTestIsAccurateRelativeToItself(long positives, long negatives, double p) {
        assertThat(SignTest.pGreater(positives, negatives).orElseThrow()).isEqualTo(p, within(1e-10 * p));
    }

    @Test
    void signTestWithoutSignsIsEmpty() {
        assertThat(SignTest.pGreater(0, 0)).isEmpty();
        assertThatThrownBy(() -> SignTest.pGreater(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wilcoxonWithTiesAndZerosIsThatOfScipy() {
        assertThat(WilcoxonSignedRank.pGreater(1, 2, 3, -1, -2, 4, 4, 0, 0, -0.5, 7, 7)
                        .orElseThrow())
                .isEqualTo(0.023141297509099205, within(1e-14));
        assertThat(WilcoxonSignedRank.pGreater(0.1, -0.1, 0.1, -0.1, 0.2).orElseThrow())
                .isEqualTo(0.23975006109347674, within(1e-14));
        assertThat(WilcoxonSignedRank.pGreater(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, -8, -9, -7)
                        .orElseThrow())
                .isEqualTo(0.15716931242356685, within(1e-14));
    }

    @Test
    void wilcoxonOfNothingButZerosIsEmpty() {
        assertThat(WilcoxonSignedRank.pGreater()).isEmpty();
        assertThat(WilcoxonSignedRank.pGreater(0.0, -0.0)).isEmpty();
    }
}
