package io.steerscope.statistics.differences;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetrievalTest {

    private static final double[][] QUERIES = {{1, 0}, {0, 1}};

    @Test
    void theRankIsThatOfTheNearestRightCandidate() {
        // when
        Retrieval found = Retrieval.of(
                QUERIES, new double[][] {{1, 0}, {0.8, 0.6}, {0.6, 0.8}, {0, 1}}, List.of(new int[] {2, 1}, new int[] {3
                }));

        // then
        assertThat(found.ranks()).containsExactly(2, 1);
        assertThat(found.tied()).isZero();
        assertThat(found.recall(1)).isEqualTo(new Share(1, 2));
        assertThat(found.recall(5)).isEqualTo(new Share(2, 2));
        assertThat(found.medianRank()).isEqualTo(1.5);
    }

    @Test
    void tiesWithWrongCandidatesCountAgainstTheQueryAndWithRightOnesDoNot() {
        // when
        Retrieval found = Retrieval.of(
                QUERIES, new double[][] {{1, 0}, {1, 0}, {1, 0}, {0, 1}, {0, 1}}, List.of(new int[] {1}, new int[] {3, 4
                }));

        // then
        assertThat(found.ranks()).containsExactly(3, 1);
        assertThat(found.tied()).isEqualTo(1);
    }

    @Test
    void aModelThatGivesEverythingOneVectorFindsNothing() {
        // when
        Retrieval found =
                Retrieval.of(QUERIES, new double[][] {{0.6, 0.8}, {0.6, 0.8}}, List.of(new int[] {0}, new int[] {1}));

        // then
        assertThat(found.recall(1)).isEqualTo(new Share(0, 2));
        assertThat(found.tied()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void oneVectorAtThreeLengthsIsTiedWhicheverIsRight(int right) {
        // given: each is rounded in its own way when it is divided by its length
        double[][] candidates = {unit(0.1, 0.2, 0.6), unit(0.1 * 3, 0.2 * 3, 0.6 * 3), unit(0.1 * 7, 0.2 * 7, 0.6 * 7)};

        // when
        Retrieval found = Retrieval.of(new double[][] {unit(0.3, -0.7, 0.2)}, candidates, List.of(new int[] {right}));

        // then
        assertThat(found.ranks()).containsExactly(3);
        assertThat(found.tied()).isEqualTo(1);
    }

    private static double[] unit(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        return new double[] {x / length, y / length, z / length};
    }

    @Test
    void withoutQueriesThereIsNoMedian() {
        assertThat(new Retrieval(new int[0], 3, 0).medianRank()).isNull();
    }
}
