package io.steerscope.statistics.estimate;

import java.util.Objects;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.interval.Interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class RatioOfMeansTest {

    private static final double[] X = {0.014, 0.0035, 0.025, 0.0384, 0.0527, 0.0322, 0.0189, 0.0143};
    private static final double[] Y = {0.0494, 0.0491, 0.0566, 0.0514, 0.0741, 0.0859, 0.0476, 0.0126};

    @Test
    void theIntervalHoldsTheRatiosThatThePairedTTestDoesNotReject() {
        // when: the reference inverts scipy's t-test of x - r y with brentq
        RatioOfMeans ratio = RatioOfMeans.of(X, Y, 0.95).orElseThrow();
        Interval interval = Objects.requireNonNull(ratio.interval());

        // then
        assertThat(ratio.ratio()).isCloseTo(0.4663698148582142, within(1e-14));
        assertThat(interval.low()).isCloseTo(0.2584774018547959, within(1e-11));
        assertThat(interval.high()).isCloseTo(0.68362528229183, within(1e-11));
    }

    @Test
    void aDenominatorThatMayBeZeroHasARatioWithoutInterval() {
        // when
        RatioOfMeans ratio = RatioOfMeans.of(X, new double[] {1, -1, 1, -1, 1, -1, 1, -0.9}, 0.95)
                .orElseThrow();

        // then
        assertThat(ratio.ratio()).isNotNull();
        assertThat(ratio.interval()).isNull();
        assertThat(ratio.toMap()).containsKey("ratio").doesNotContainKey("ci95_fieller");
    }

    @Test
    void onePairOrNoneDeterminesNoInterval() {
        // then
        assertThat(RatioOfMeans.of(new double[0], new double[0], 0.95)).isEmpty();
        assertThat(RatioOfMeans.of(new double[] {1}, new double[] {2}, 0.95).orElseThrow())
                .isEqualTo(new RatioOfMeans(1, 0.5, null, 0.95));
        assertThat(RatioOfMeans.of(new double[] {1, 2}, new double[] {0, 0}, 0.95)
                        .orElseThrow()
                        .ratio())
                .isNull();
    }

    @Test
    void proportionalPairsHaveAnIntervalOfNoWidth() {
        // when
        RatioOfMeans ratio = RatioOfMeans.of(new double[] {10, 11, 12}, new double[] {20, 22, 24}, 0.95)
                .orElseThrow();

        // then
        assertThat(Objects.requireNonNull(ratio.interval()).low()).isCloseTo(0.5, within(1e-7));
        assertThat(Objects.requireNonNull(ratio.interval()).high()).isCloseTo(0.5, within(1e-7));
    }

    @Test
    void numeratorsAndDenominatorsBelongTogether() {
        // then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RatioOfMeans.of(X, new double[] {1}, 0.95))
                .withMessage("8 numerators and 1 denominators");
    }
}
