package io.steerscope.statistics.analogy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.geometry.Offsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RelationTest {

    private static final double NONE = Double.NaN;

    @Test
    void parallelOffsetsAreOneRelation() {
        // given: unit vectors with one offset
        List<double[]> first =
                List.of(new double[] {0.6, 0.8, 0}, new double[] {0.6, 0, 0.8}, new double[] {0.6, 0, -0.8});
        List<double[]> second =
                List.of(new double[] {-0.6, 0.8, 0}, new double[] {-0.6, 0, 0.8}, new double[] {-0.6, 0, -0.8});

        // when
        Relation relation = Relation.of(first, second, new double[] {NONE, NONE, NONE});

        // then
        assertThat(relation.offsetConcentration()).isEqualTo(1.0, within(1e-15));
        assertThat(relation.pairingConsistency()).isEqualTo(1.0);
        assertThat(relation.typicality()).allSatisfy(value -> assertThat(value).isEqualTo(1.0, within(1e-15)));
        assertThat(relation.ratingSpearman()).isNull();
    }

    @Test
    void consistencyIsTheShareOfAllComparisons() {
        // given
        int n = 7;
        Random random = new Random(3);
        List<double[]> first = new ArrayList<>();
        List<double[]> second = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            first.add(unit(random));
            second.add(unit(random));
        }

        // when
        Relation relation = Relation.of(first, second, new double[] {1, 2, 3, 4, 5, 6, NONE});

        // then
        double wins = 0;
        int comparisons = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double cosine = cosine(first, second, i, j, 0);
                for (int shift = 1; shift < n; shift++) {
                    for (int p = 0; p < n; p++) {
                        for (int q = p + 1; q < n; q++) {
                            double other = cosine(first, second, p, q, shift);
                            wins += cosine > other ? 1.0 : cosine == other ? 0.5 : 0.0;
                            comparisons++;
                        }
                    }
                }
            }
        }
        assertThat(relation.pairingConsistency()).isEqualTo(wins / comparisons, within(1e-15));
        assertThat(relation.ratingSpearman()).isNotNull();
    }

    private static double cosine(List<double[]> first, List<double[]> second, int i, int j, int shift) {
        int n = first.size();
        return Arithmetic.cosine(
                        Offsets.between(first.get(i), second.get((i + shift) % n)),
                        Offsets.between(first.get(j), second.get((j + shift) % n)))
                .orElseThrow();
    }

    private static double[] unit(Random random) {
        double[] vector = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        Arithmetic.normalise(vector);
        return vector;
    }

    @Test
    void aPairOfOneVectorIsCountedAndLeftOut() {
        // given
        List<double[]> first = List.of(new double[] {1, 0}, new double[] {0, 1}, new double[] {0, -1});
        List<double[]> second = List.of(new double[] {1, 0}, new double[] {1, 0}, new double[] {1, 0});

        // when
        Relation relation = Relation.of(first, second, new double[] {1, 2, 3});

        // then
        assertThat(relation.unmoved()).isOne();
        assertThat(relation.pairs()).isEqualTo(2);
        assertThat(relation.offsetConcentration()).isEqualTo(0.0, within(1e-15));
        assertThat(relation.typicality().get(0)).isNull();
    }

    @Test
    void onePairIsNoRelation() {
        // when
        Relation relation = Relation.of(List.of(new double[] {1, 0}), List.of(new double[] {0, 1}), new double[] {5});

        // then
        assertThat(relation.pairs()).isOne();
        assertThat(relation.offsetConcentration()).isNull();
        assertThat(relation.pairingConsistency()).isNull();
        assertThat(relation.typicality()).containsOnlyNulls();
    }

    @Test
    void meansOfImagesAreOfUnitVectorsOrOfVectorsAsTheyAre() {
        // when
        PooledWord word = PooledWord.of(List.of(new float[] {4, 0}, new float[] {0, 2}));

        // then
        assertThat(word.mean(Pooling.UNIT)).containsExactly(0.5, 0.5);
        assertThat(word.mean(Pooling.RAW)).containsExactly(2.0, 1.0);
        assertThat(word.resultantLength()).isEqualTo(Math.sqrt(0.5), within(1e-15));
        assertThat(word.images()).isEqualTo(2);
    }
}
