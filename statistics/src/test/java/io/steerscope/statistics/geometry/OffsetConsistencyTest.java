package io.steerscope.statistics.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class OffsetConsistencyTest {

    private static List<double[]> random(int n, int dimensions, Random random) {
        List<double[]> vectors = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            vectors.add(random.doubles(dimensions, -1.0, 1.0).toArray());
        }
        return vectors;
    }

    /** Cosines between different offsets of the pairs (i, i + shift), by loops. */
    private static List<Double> cosines(List<double[]> from, List<double[]> to, int shift) {
        List<double[]> offsets = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            offsets.add(Offsets.between(from.get(i), to.get((i + shift) % from.size())));
        }
        List<Double> cosines = new ArrayList<>();
        for (int i = 0; i < offsets.size(); i++) {
            for (int j = i + 1; j < offsets.size(); j++) {
                cosines.add(Offsets.cosine(offsets.get(i), offsets.get(j)));
            }
        }
        return cosines;
    }

    @Property(tries = 200)
    void bothMeasuresAreThoseOfLoopsOverAllCosines(
            @ForAll @IntRange(min = 2, max = 9) int n,
            @ForAll @IntRange(min = 2, max = 8) int dimensions,
            @ForAll long seed) {
        // given
        Random random = new Random(seed);
        List<double[]> from = random(n, dimensions, random);
        List<double[]> to = random(n, dimensions, random);
        List<Double> paired = cosines(from, to, 0);
        double wins = 0.0;
        long compared = 0;
        for (int shift = 1; shift < n; shift++) {
            for (double mispaired : cosines(from, to, shift)) {
                for (double cosine : paired) {
                    wins += cosine > mispaired ? 1.0 : 0.0;
                    compared++;
                }
            }
        }

        // when
        OffsetConsistency found = OffsetConsistency.of(from, to);

        // then
        assertThat(found.pairs()).isEqualTo(n);
        assertThat(found.concentration())
                .isEqualTo(
                        paired.stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow(),
                        within(1e-12));
        assertThat(found.pairingConsistency()).isEqualTo(wins / compared, within(1e-12));
    }

    @Property(tries = 300)
    void tiesCountOneHalf(@ForAll @IntRange(min = 2, max = 8) int n, @ForAll long seed) {
        // given: whole numbers, of which many cosines are equal
        Random random = new Random(seed);
        List<double[]> from = new ArrayList<>();
        List<double[]> to = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            from.add(random.ints(3, 0, 2).asDoubleStream().toArray());
            to.add(random.ints(3, 2, 4).asDoubleStream().toArray());
        }
        double wins = 0.0;
        long compared = 0;
        for (int shift = 1; shift < n; shift++) {
            for (double mispaired : cosines(from, to, shift)) {
                for (double cosine : cosines(from, to, 0)) {
                    wins += Math.abs(cosine - mispaired) < 1e-11 ? 0.5 : cosine > mispaired ? 1.0 : 0.0;
                    compared++;
                }
            }
        }

        // when
        OffsetConsistency found = OffsetConsistency.of(from, to);

        // then
        assertThat(found.pairingConsistency()).isEqualTo(wins / compared, within(1e-12));
    }

    @Test
    void parallelOffsetsAreConcentratedAndSayWhichVectorsBelongTogether() {
        // given
        List<double[]> from = random(6, 5, new Random(1));
        List<double[]> to = from.stream()
                .map(a -> new double[] {a[0] + 0.5, a[1], a[2] - 0.2, a[3], a[4]})
                .toList();

        // when
        OffsetConsistency found = OffsetConsistency.of(from, to);

        // then
        assertThat(found.concentration()).isEqualTo(1.0, within(1e-12));
        assertThat(found.pairingConsistency()).isEqualTo(1.0);
    }

    @Test
    void fewerMispairingsAtEvenDistancesSayNearlyTheSame() {
        // given: offsets that have a part in common
        Random random = new Random(3);
        List<double[]> from = random(80, 6, random);
        List<double[]> to = from.stream()
                .map(a -> Arrays.stream(a)
                        .map(value -> value + 0.4 + random.nextGaussian())
                        .toArray())
                .toList();

        // when
        OffsetConsistency all = OffsetConsistency.of(from, to);
        OffsetConsistency some = OffsetConsistency.of(from, to, 80 * 79 / 2 * 16);

        // then
        assertThat(all.pairingConsistency()).isBetween(0.55, 0.95);
        assertThat(some.pairingConsistency())
                .isNotEqualTo(all.pairingConsistency())
                .isEqualTo(all.pairingConsistency(), within(0.01));
        assertThat(some.concentration()).isEqualTo(all.concentration());
    }

    @Test
    void ofEqualPairsEveryMispairingIsATie() {
        // given
        List<double[]> from = List.of(new double[] {1, 0}, new double[] {1, 0}, new double[] {1, 0});
        List<double[]> to = List.of(new double[] {0, 1}, new double[] {0, 1}, new double[] {0, 1});

        // when
        OffsetConsistency found = OffsetConsistency.of(from, to);

        // then
        assertThat(found.pairingConsistency()).isEqualTo(0.5);
    }

    @Test
    void pairsWithoutAnOffsetAreLeftOut() {
        // given
        List<double[]> from = List.of(new double[] {1, 0}, new double[] {0, 1}, new double[] {1, 1});
        List<double[]> to = List.of(new double[] {0, 1}, new double[] {0, 1}, new double[] {0, 2});

        // when
        OffsetConsistency found = OffsetConsistency.of(from, to);

        // then
        assertThat(found.pairs()).isEqualTo(2);
        assertThat(found.concentration()).isEqualTo(1.0, within(1e-12));
    }

    @Test
    void onePairHasNeitherMeasure() {
        // when
        OffsetConsistency found = OffsetConsistency.of(List.of(new double[] {1, 0}), List.of(new double[] {0, 1}));

        // then
        assertThat(found).isEqualTo(new OffsetConsistency(1, null, null));
        assertThat(OffsetConsistency.of(List.of(), List.of()).pairs()).isZero();
    }

    @Test
    void theMeanOfTheOthersLeavesItsOwnOut() {
        // when
        List<double[]> means =
                Offsets.meansOfOthers(List.of(new double[] {1, 0}, new double[] {3, 4}, new double[] {5, 2}));

        // then
        assertThat(means.get(0)).containsExactly(4.0, 3.0);
        assertThat(means.get(1)).containsExactly(3.0, 1.0);
        assertThat(means.get(2)).containsExactly(2.0, 2.0);
    }
}
