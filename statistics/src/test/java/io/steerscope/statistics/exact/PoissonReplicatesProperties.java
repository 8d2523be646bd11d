package io.steerscope.statistics.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

import io.steerscope.statistics.random.PoissonWeights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class PoissonReplicatesProperties {

    @Property(tries = 300)
    void meansAreTheWeightedMeansOfTheRoundedValues(
            @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -4, max = 4) @Scale(15) Double> values,
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 9) int replicates) {
        // given
        PoissonReplicates state = PoissonReplicates.empty(seed, replicates);
        for (int i = 0; i < values.size(); i++) {
            state = state.add("unit-" + i, values.get(i));
        }

        // when
        double[] means = state.means();

        // then
        int at = 0;
        for (int replicate = 0; replicate < replicates; replicate++) {
            BigDecimal sum = BigDecimal.ZERO;
            long weight = 0;
            for (int i = 0; i < values.size(); i++) {
                int times = new PoissonWeights(seed).of("unit-" + i, replicates)[replicate];
                weight += times;
                sum = sum.add(rounded(values.get(i)).multiply(BigDecimal.valueOf(times)));
            }
            if (weight > 0) {
                assertThat(means[at++]).isEqualTo(sum.doubleValue() / weight, within(1e-14));
            }
        }
        assertThat(means).hasSize(at);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void replacingIsRemovingAndAdding(
            @ForAll @DoubleRange(min = -4, max = 4) double before,
            @ForAll @DoubleRange(min = -4, max = 4) double after,
            @ForAll long seed) {
        // given
        PoissonReplicates state =
                PoissonReplicates.empty(seed, 20).add("other", 0.1).add("unit", before);

        // when
        PoissonReplicates replaced = state.replace("unit", before, after);

        // then
        assertThat(replaced).isEqualTo(state.add("unit", after).remove("unit", before));
        assertThat(replaced.replace("unit", after, before).toBytes()).isEqualTo(state.toBytes());
    }

    @Example
    void valuesOfOneUnitShareItsWeights() {
        // given
        PoissonReplicates three =
                PoissonReplicates.empty(3, 50).add("pair", 0.1).add("pair", 0.2).add("pair", 0.6);

        // then
        assertThat(three.n()).isEqualTo(3);
        assertThat(three.means())
                .isNotEmpty()
                .usingComparatorWithPrecision(1e-10)
                .containsOnly(0.3);
    }

    @Example
    void whatDoesNotBelongTogetherIsRefused() {
        PoissonReplicates state = PoissonReplicates.empty(3, 50);

        assertThatThrownBy(() -> state.merge(PoissonReplicates.empty(4, 50)))
                .hasMessage(
                        "PoissonReplicates[n=0, replicates=50, seed=3] and PoissonReplicates[n=0, replicates=50, seed=4]"
                                + " are not of one bootstrap");
        assertThatThrownBy(() -> PoissonReplicates.empty(3, 1)).hasMessageContaining("1 bootstrap replicates");
        assertThatThrownBy(() -> state.add("unit", 4.5)).hasMessage("Value 4.5 is outside [-4, 4]");
        assertThatThrownBy(() -> PoissonReplicates.fromBytes(ExactMoments.EMPTY.toBytes()))
                .hasMessage("Not Poisson replicates: 15 bytes, format byte 5");
        byte[] bytes = state.toBytes();
        assertThatThrownBy(() -> PoissonReplicates.fromBytes(Arrays.copyOf(bytes, bytes.length - 1)))
                .hasMessage("Not Poisson replicates: 816 bytes, format byte 3");
    }

    private static BigDecimal rounded(double value) {
        BigDecimal unit = new BigDecimal(BigInteger.ONE.shiftLeft(36));
        return new BigDecimal(FixedPoint.valueOf(FixedPoint.unitsOf(value)))
                .multiply(unit)
                .add(new BigDecimal("0.5"))
                .setScale(0, RoundingMode.FLOOR)
                .divide(unit);
    }
}
