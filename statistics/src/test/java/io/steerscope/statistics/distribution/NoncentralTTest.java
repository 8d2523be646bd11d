package io.steerscope.statistics.distribution;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class NoncentralTTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/noncentral-t.csv", numLinesToSkip = 2)
    void bothTailsAreAccurateRelativeToThemselves(
            double df, double t, double noncentrality, double lower, double upper) {
        assertThat(NoncentralT.cumulative(t, df, noncentrality)).isEqualTo(lower, within(1e-10 * lower));
        assertThat(NoncentralT.upperTail(t, df, noncentrality)).isEqualTo(upper, within(1e-10 * upper));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3, 0.2", "4, -2, 0.025", "9, 2.262, 0.975", "49, 40, 0.5", "1199, 3, 1e-9", "29, 1e12, 0.975"})
    void theNoncentralityInvertsTheDistribution(double df, double t, double probability) {
        // when
        double noncentrality = NoncentralT.noncentrality(t, df, probability);

        // then
        assertThat(NoncentralT.cumulative(t, df, noncentrality)).isEqualTo(probability, within(1e-11));
    }

    @Test
    void withoutNoncentralityItIsStudents() {
        for (double t = -8.0; t <= 8.0; t += 0.37) {
            double student = StudentT.upperTail(t, 6);
            assertThat(NoncentralT.upperTail(t, 6, 0.0)).isEqualTo(student, within(1e-10 * student));
        }
    }

    @Test
    void argumentsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> NoncentralT.cumulative(Double.NaN, 3, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NoncentralT.cumulative(1, 0.5, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NoncentralT.noncentrality(1, 3, 1.0)).isInstanceOf(IllegalArgumentException.class);
    }
}
