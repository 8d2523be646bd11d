package io.steerscope.statistics.distribution;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

class TailsTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/student-t.csv", numLinesToSkip = 2)
    void studentTailIsAccurateRelativeToItself(double df, double t, double upperTail) {
        assertThat(StudentT.upperTail(t, df)).isEqualTo(upperTail, within(5e-11 * upperTail));
        assertThat(StudentT.upperTail(-t, df)).isEqualTo(1.0 - upperTail, within(1e-12));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/normal.csv", numLinesToSkip = 2)
    void normalTailIsAccurateRelativeToItself(double z, double upperTail) {
        assertThat(NormalDistribution.upperTail(z)).isEqualTo(upperTail, within(1e-12 * upperTail));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/f.csv", numLinesToSkip = 2)
    void tailOfFIsAccurateRelativeToItself(double df1, double df2, double f, double upperTail) {
        assertThat(FDistribution.upperTail(f, df1, df2)).isEqualTo(upperTail, within(1e-10 * upperTail));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/chi-squared.csv", numLinesToSkip = 2)
    void chiSquaredTailIsAccurateRelativeToItself(double df, double x, double upperTail) {
        assertThat(ChiSquared.upperTail(x, df)).isEqualTo(upperTail, within(1e-10 * upperTail));
    }

    @ParameterizedTest
    @CsvSource({
        "0.975, 1, 12.706204736174694",
        "0.975, 2, 4.302652729749462",
        "0.95, 10, 1.8124611228116756",
        "0.995, 1199, 2.5799359962055513",
        "0.025, 49, -2.0095752371292397",
        "0.5, 7, 0.0"
    })
    void studentQuantilesAreThoseOfScipy(double probability, double df, double quantile) {
        assertThat(StudentT.quantile(probability, df)).isEqualTo(quantile, within(1e-13 * Math.max(1.0, quantile)));
    }

    @ParameterizedTest
    @CsvSource({"0.975, 1.959963984540054", "0.5, 0.0", "0.025, -1.959963984540054", "0.0001, -3.719016485455709"})
    void normalQuantilesAreThoseOfScipy(double probability, double quantile) {
        assertThat(NormalDistribution.quantile(probability)).isEqualTo(quantile, within(1e-13));
    }

    @Test
    void quantilesInvertTheDistribution() {
        for (double p = 0.001; p < 1.0; p += 0.0271) {
            assertThat(NormalDistribution.cumulative(NormalDistribution.quantile(p)))
                    .isCloseTo(p, withinPercentage(1e-11));
            assertThat(StudentT.upperTail(-StudentT.quantile(p, 3), 3)).isCloseTo(p, withinPercentage(1e-11));
        }
        assertThat(NormalDistribution.quantile(0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(NormalDistribution.quantile(1.0)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void argumentsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> StudentT.upperTail(Double.NaN, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StudentT.upperTail(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StudentT.quantile(1.0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NormalDistribution.quantile(-0.1)).isInstanceOf(IllegalArgumentException.class);
    }
}
