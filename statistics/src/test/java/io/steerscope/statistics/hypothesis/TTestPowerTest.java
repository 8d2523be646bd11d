package io.steerscope.statistics.hypothesis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class TTestPowerTest {

    @ParameterizedTest
    @CsvSource({"2, 0.05, 0.8", "5, 0.0020833, 0.9", "50, 0.05, 0.8", "1000, 0.001, 0.5", "1000000, 0.05, 0.8"})
    void thePowerAtTheDetectableEffectIsThatAskedFor(long n, double alpha, double power) {
        assertThat(TTestPower.power(n, TTestPower.detectableD(n, alpha, power), alpha))
                .isEqualTo(power, within(1e-10));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.05", "0.25, 0.002", "3, 0.05", "0.02, 0.05"})
    void oneValueFewerThanNeededIsTooFew(double d, double alpha) {
        // when
        long needed = TTestPower.valuesNeeded(d, alpha, 0.8).orElseThrow();

        // then
        assertThat(TTestPower.power(needed, d, alpha)).isGreaterThanOrEqualTo(0.8);
        assertThat(needed).isGreaterThan(2);
        assertThat(TTestPower.power(needed - 1, d, alpha)).isLessThan(0.8);
    }

    @Test
    void anEffectThatTwoValuesShowNeedsTwo() {
        assertThat(TTestPower.valuesNeeded(50.0, 0.05, 0.8)).hasValue(2);
    }

    @Test
    void argumentsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> TTestPower.power(1, 0.5, 0.05)).hasMessageContaining("needs two values");
        assertThatThrownBy(() -> TTestPower.detectableD(5, 0.05, 1.0)).hasMessageContaining("Power 1.0");
        assertThatThrownBy(() -> TTestPower.valuesNeeded(0.0, 0.05, 0.8)).isInstanceOf(IllegalArgumentException.class);
    }
}
