package io.steerscope.statistics.interval;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class WilsonIntervalTest {

    @ParameterizedTest
    @CsvSource({
        "0, 10, 0.0, 0.27753279986288926",
        "10, 10, 0.7224672001371109, 1.0",
        "3, 7, 0.1582198552514697, 0.7495416354723428",
        "487, 1200, 0.3783931507418672, 0.43387448770498127"
    })
    void intervalIsThatOfScipy(long successes, long n, double low, double high) {
        Interval interval = WilsonInterval.of(successes, n, 0.95);

        assertThat(interval.low()).isEqualTo(low, within(1e-15));
        assertThat(interval.high()).isEqualTo(high, within(1e-15));
    }

    @Test
    void impossibleCountsAreRefused() {
        assertThatThrownBy(() -> WilsonInterval.of(0, 0, 0.95)).hasMessage("0 successes of 0 have no rate");
        assertThatThrownBy(() -> WilsonInterval.of(3, 2, 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WilsonInterval.of(1, 2, 1.0)).hasMessageContaining("Confidence level");
    }

    @Test
    void levelsAreNamedInPercent() {
        assertThat(ConfidenceLevel.percent(0.95)).isEqualTo("95");
        assertThat(ConfidenceLevel.percent(0.9)).isEqualTo("90");
        assertThat(ConfidenceLevel.percent(0.995)).isEqualTo("99.5");
    }

    @Test
    void anIntervalIsFiniteAndInOrder() {
        assertThat(new Interval(1.0, 2.0).contains(2.0)).isTrue();
        assertThat(new Interval(1.0, 2.0).contains(2.1)).isFalse();
        assertThatThrownBy(() -> new Interval(2.0, 1.0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Interval(Double.NaN, 1.0)).isInstanceOf(IllegalArgumentException.class);
    }
}
