package io.steerscope.statistics.random;

import java.util.Arrays;

import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PoissonWeightsTest {

    private static final int UNITS = 2_000;
    private static final int REPLICATES = 201;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 65, Long.MIN_VALUE})
    void weightsOfManyUnitsArePoissonDistributed(long seed) {
        // given
        PoissonWeights weights = new PoissonWeights(seed);
        long[] observed = new long[7];

        // when
        for (int unit = 0; unit < UNITS; unit++) {
            for (int weight : weights.of("c1-p" + unit, REPLICATES)) {
                observed[Math.min(weight, observed.length - 1)]++;
            }
        }

        // then
        double total = (double) UNITS * REPLICATES;
        double probability = Math.exp(-1.0);
        double rest = 1.0;
        double chiSquared = 0.0;
        for (int k = 0; k < observed.length; k++) {
            double expected = total * (k == observed.length - 1 ? rest : probability);
            chiSquared += (observed[k] - expected) * (observed[k] - expected) / expected;
            rest -= probability;
            probability /= k + 1;
        }
        assertThat(Gamma.regularizedGammaQ(0.5 * (observed.length - 1), 0.5 * chiSquared))
                .as("p-value of chi-squared %s", chiSquared)
                .isGreaterThan(0.001);
    }

    @Test
    void weightsOfNeighboursAreNotCorrelated() {
        // given
        int[][] drawn = new int[UNITS][];
        for (int unit = 0; unit < UNITS; unit++) {
            drawn[unit] = new PoissonWeights(7).of("p" + unit, REPLICATES);
        }

        // when
        double neighbouringReplicates = 0.0;
        double neighbouringUnits = 0.0;
        double neighbouringSeeds = 0.0;
        for (int unit = 0; unit < UNITS - 1; unit++) {
            int[] otherSeed = new PoissonWeights(8).of("p" + unit, REPLICATES);
            for (int replicate = 0; replicate < REPLICATES - 1; replicate++) {
                double deviation = drawn[unit][replicate] - 1.0;
                neighbouringReplicates += deviation * (drawn[unit][replicate + 1] - 1.0);
                neighbouringUnits += deviation * (drawn[unit + 1][replicate] - 1.0);
                neighbouringSeeds += deviation * (otherSeed[replicate] - 1.0);
            }
        }

        // then
        double terms = (UNITS - 1.0) * (REPLICATES - 1.0);
        double fourDeviations = 4.0 / Math.sqrt(terms);
        assertThat(neighbouringReplicates / terms).isEqualTo(0.0, within(fourDeviations));
        assertThat(neighbouringUnits / terms).isEqualTo(0.0, within(fourDeviations));
        assertThat(neighbouringSeeds / terms).isEqualTo(0.0, within(fourDeviations));
    }

    @Test
    void aWeightDependsOnNothingButSeedUnitAndReplicate() {
        // given
        int[] many = new PoissonWeights(65).of("c1-p07", 100);

        // then
        assertThat(new PoissonWeights(65).of("c1-p07", 33)).isEqualTo(Arrays.copyOf(many, 33));
        assertThat(new PoissonWeights(66).of("c1-p07", 100)).isNotEqualTo(many);
        assertThat(new PoissonWeights(65).of("c1-p08", 100)).isNotEqualTo(many);
        assertThat(Arrays.copyOf(many, 16)).isEqualTo(PINNED);
    }

    /** Stored states rest on these: a change of the hash is a change of the format. */
    private static final int[] PINNED = {2, 1, 1, 3, 2, 2, 0, 3, 1, 3, 1, 0, 0, 0, 2, 1};
}
