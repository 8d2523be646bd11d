package io.steerscope.statistics.differences;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CancelledClassTest {

    private static double[][] vectors(double weight) {
        double[][] classes = {{1, 0}, {-0.5, (float) Math.sqrt(0.75)}};
        return ComparativePrompting.classVectors(
                classes,
                List.of(new Comparative(0, 1, new double[] {0.5, (float) Math.sqrt(0.75)})),
                weight,
                ComparativeDirections.SECOND);
    }

    @Test
    void comparativesThatCancelTheTextUpToRoundingLeaveNoVector() {
        assertThatExceptionOfType(CancelledClassException.class)
                .isThrownBy(() -> ComparativePrompting.classVectors(
                        new double[][] {{1, 0}, {-0.5, 0.8660254}},
                        List.of(new Comparative(0, 1, new double[] {0.5, 0.8660254038})),
                        0.5,
                        ComparativeDirections.SECOND))
                .satisfies(e -> assertThat(e.number()).isEqualTo(1));
    }

    @Test
    void aWeightBesideThatKeepsTheVector() {
        assertThat(vectors(0.501)[1]).hasSize(2);
    }
}
