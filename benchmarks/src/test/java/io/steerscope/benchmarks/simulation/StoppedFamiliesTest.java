package io.steerscope.benchmarks.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StoppedFamiliesTest {

    private static final int PLAN = 20;

    private static double[][] cells(double meanOfOne) {
        SplittableRandom random = new SplittableRandom(4);
        double[][] cells = new double[Cells.COUNT][PLAN];
        for (double[] cell : cells) {
            Arrays.setAll(cell, i -> 0.1 * random.nextGaussian());
        }
        Arrays.setAll(cells[3], i -> cells[3][i] + meanOfOne);
        return cells;
    }

    @Test
    void oneCellAboveZeroIsAWrongWorks() {
        assertThat(StoppedFamilies.wrong(cells(1.0), PLAN))
                .startsWith(true, true)
                .endsWith(false);
    }

    @Test
    void oneCellBelowTheSmallestEffectIsAWrongDoesNot() {
        assertThat(StoppedFamilies.wrong(cells(-1.0), PLAN)).containsExactly(false, false, true, true, true);
    }

    @Test
    void everyRateIsOfTheSameNumberOfScenarios() {
        // when
        List<Rate> rates = StoppedFamilies.run(new Experiments(2, 1));

        // then
        assertThat(rates).hasSize(2 * 4 * 4 * 5 + 5 * 4 * 3 * 7).allSatisfy(rate -> assertThat(rate.count())
                .isBetween(0L, (long) rate.experiments()));
    }
}
