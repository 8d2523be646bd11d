package io.steerscope.statistics.exact;

import java.math.BigInteger;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class ExactMomentsTest {

    @Test
    void figuresOfAKnownSampleAreCorrect() {
        // given
        ExactMoments moments = ExactMoments.of(0.1, 0.2, 0.15, -0.05, 0.3);

        // then (numpy)
        assertThat(moments.n()).isEqualTo(5);
        assertThat(moments.positives()).isEqualTo(4);
        assertThat(moments.mean()).hasValue(0.14);
        assertThat(moments.standardDeviation().orElseThrow()).isEqualTo(0.12942179105544785, within(1e-16));
        assertThat(moments.acceleration().orElseThrow()).isEqualTo(-0.025082859928322505, within(1e-16));
        assertThat(moments.skewness().orElseThrow()).isEqualTo(-0.5016571985664502, within(1e-12));
        assertThat(moments.excessKurtosis().orElseThrow()).isEqualTo(-0.8011806638449546, within(1e-12));
    }

    @Test
    void undeterminedFiguresAreEmpty() {
        ExactMoments one = ExactMoments.of(0.5);
        ExactMoments constant = ExactMoments.of(0.5, 0.5, 0.5);

        assertThat(ExactMoments.EMPTY.mean()).isEmpty();
        assertThat(ExactMoments.EMPTY.variance()).isEmpty();
        assertThat(one.mean()).hasValue(0.5);
        assertThat(one.variance()).isEmpty();
        assertThat(one.acceleration()).isEmpty();
        assertThat(constant.variance()).hasValue(0.0);
        assertThat(constant.acceleration()).isEmpty();
    }

    @Test
    void aStateWithMoreRemovedThanAddedHasNoFigures() {
        // given
        ExactMoments negative = ExactMoments.EMPTY.remove(0.25);

        // then
        assertThat(negative.n()).isEqualTo(-1);
        assertThat(negative.mean()).isEmpty();
        assertThat(negative.variance()).isEmpty();
        assertThat(negative.add(0.25)).isEqualTo(ExactMoments.EMPTY);
    }

    @Test
    void whatDecimalRoundingLeavesOfAZeroIsATie() {
        // given
        ExactMoments moments = ExactMoments.EMPTY
                .merge(ExactMoments.of(0.0, -0.0, 1e-13, -1e-13))
                .merge(ExactMoments.of(1e-9, -1e-9, 0.2));

        // then
        assertThat(moments.positives()).isEqualTo(2);
        assertThat(moments.negatives()).isEqualTo(1);
        assertThat(moments.ties()).isEqualTo(4);
    }

    @Test
    void aTinyVarianceAroundALargeMeanIsNotLost() {
        // given
        double step = 0x1p-50;

        // when
        ExactMoments moments = ExactMoments.of(1.0 - step, 1.0, 1.0 + step);

        // then
        assertThat(moments.variance()).hasValue(step * step);
    }

    @Test
    void theLargestValuesFillTheSumsWithoutOverflow() {
        // given
        ExactMoments moments = ExactMoments.EMPTY;
        ExactMoments doubled = ExactMoments.of(-4.0);

        // when
        for (int doublings = 0; doublings < 60; doublings++) {
            doubled = doubled.merge(doubled);
        }
        moments = moments.merge(doubled);

        // then
        assertThat(moments.n()).isEqualTo(1L << 60);
        assertThat(moments.sumOfCubes())
                .isEqualTo(BigInteger.ONE.shiftLeft(186 + 60).negate());
        assertThat(moments.sumOfFourthPowers()).isEqualTo(BigInteger.ONE.shiftLeft(248 + 60));
        assertThat(moments.sumOfSquares()).isEqualTo(BigInteger.ONE.shiftLeft(124 + 60));
        assertThat(moments.mean()).hasValue(-4.0);
        assertThat(moments.variance()).hasValue(0.0);
    }

    @Test
    void valuesThatHaveNoUnitsAreRefused() {
        assertThatThrownBy(() -> ExactMoments.EMPTY.add(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ExactMoments.EMPTY.add(4.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Value 4.1 is outside [-4, 4]");
        assertThatThrownBy(() -> ExactMoments.EMPTY.addUnits(Long.MIN_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void malformedBytesAreRefused() {
        // given
        byte[] good = ExactMoments.of(0.1, -0.7).toBytes();
        byte[] truncated = Arrays.copyOf(good, good.length - 1);
        byte[] extended = Arrays.copyOf(good, good.length + 1);
        byte[] ofItem = ItemAccumulator.EMPTY.toBytes();

        // then
        assertThatThrownBy(() -> ExactMoments.fromBytes(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ExactMoments.fromBytes(truncated)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ExactMoments.fromBytes(extended)).hasMessageContaining("1 bytes too many");
        assertThatThrownBy(() -> ExactMoments.fromBytes(ofItem)).hasMessageContaining("format byte is 2");
        assertThatThrownBy(() -> ItemAccumulator.fromBytes(new byte[] {2, 2, 0, 1, 1, 0}))
                .hasMessageContaining("padded integer");
    }

    @Test
    void valuesAboveOneHundredTwentyEighthsKeepEveryBit() {
        // given
        double value = 0x1.fffffffffffffp-8;

        // then
        assertThat(FixedPoint.valueOf(FixedPoint.unitsOf(value))).isEqualTo(value);
        assertThat(FixedPoint.valueOf(FixedPoint.unitsOf(-value))).isEqualTo(-value);
        assertThat(FixedPoint.unitsOf(0x1p-61)).isZero();
        assertThat(FixedPoint.unitsOf(0x1.8p-60)).isEqualTo(2);
    }
}
