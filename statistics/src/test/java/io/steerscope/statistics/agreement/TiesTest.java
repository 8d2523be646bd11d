package io.steerscope.statistics.agreement;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TiesTest {

    @Test
    void valuesThatDifferByRoundingAreOne() {
        // given
        double[] values = {0.1 + 0.2, -0.5, 0.3, 0.30000000000000016, 0.4};

        // when
        double[] joined = Ties.joined(values, 1e-12);

        // then
        assertThat(joined).containsExactly(0.3, -0.5, 0.3, 0.3, 0.4);
        assertThat(values[0]).as("given values are left").isEqualTo(0.1 + 0.2);
    }

    @Test
    void aWidthOfZeroAndNoValuesChangeNothing() {
        assertThat(Ties.joined(new double[] {2.0, 1.0, 2.0}, 0.0)).containsExactly(2.0, 1.0, 2.0);
        assertThat(Ties.joined(new double[0], 1e-14)).isEmpty();
    }
}
