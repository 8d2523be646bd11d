package io.steerscope.statistics.differences;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class ComparativePromptingTest {

    private static final double[][] CLASSES = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    private static final Comparative FIRST_LESS_SECOND = new Comparative(0, 1, new double[] {0.6, 0, 0.8});

    @Test
    void onlyTheClassThatIsComparedWithMoves() {
        // when
        double[][] vectors = ComparativePrompting.classVectors(
                CLASSES, List.of(FIRST_LESS_SECOND), 0.5, ComparativeDirections.SECOND);

        // then: (t_1 + t_0 - delta) / 2 = (0.4, 1, -0.8) / 2
        double length = Math.sqrt(0.16 + 1.0 + 0.64);
        assertThat(vectors[0]).containsExactly(1, 0, 0);
        assertThat(vectors[1]).containsExactly(new double[] {0.4 / length, 1 / length, -0.8 / length}, within(1e-15));
        assertThat(vectors[2]).containsExactly(0, 0, 1);
    }

    @Test
    void inBothDirectionsTheDescribedClassMovesToo() {
        // when
        double[][] vectors =
                ComparativePrompting.classVectors(CLASSES, List.of(FIRST_LESS_SECOND), 0.5, ComparativeDirections.BOTH);

        // then: (t_0 + t_1 + delta) / 2 = (1.6, 1, 0.8) / 2
        double length = Math.sqrt(2.56 + 1.0 + 0.64);
        assertThat(vectors[0]).containsExactly(new double[] {1.6 / length, 1 / length, 0.8 / length}, within(1e-15));
    }

    @Test
    void aComparativeThatStandsThereTwiceCountsTwice() {
        // given
        Comparative other = new Comparative(2, 1, new double[] {1, 0, 0});

        // when
        double[][] once = ComparativePrompting.classVectors(
                CLASSES, List.of(FIRST_LESS_SECOND, other), 0.5, ComparativeDirections.SECOND);
        double[][] twice = ComparativePrompting.classVectors(
                CLASSES, List.of(FIRST_LESS_SECOND, FIRST_LESS_SECOND, other), 0.5, ComparativeDirections.SECOND);

        // then: the sum is (0.4, 0, -0.8) twice and (-1, 0, 1) once
        assertThat(twice[1]).isNotEqualTo(once[1]);
        double x = 0.5 * -0.2 / 3;
        double z = 0.5 * -0.6 / 3;
        double length = Math.sqrt(x * x + 0.25 + z * z);
        assertThat(twice[1]).containsExactly(new double[] {x / length, 0.5 / length, z / length}, within(1e-15));
    }

    @Test
    void theOrderOfComparativesChangesNoBit() {
        // given
        Random random = new Random(7);
        List<Comparative> comparatives = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            double angle = random.nextDouble();
            comparatives.add(new Comparative(i % 3, (i + 1) % 3, new double[] {Math.cos(angle), Math.sin(angle), 0}));
        }
        double[][] expected = ComparativePrompting.classVectors(CLASSES, comparatives, 0.8, ComparativeDirections.BOTH);

        // then
        for (int i = 0; i < 100; i++) {
            Collections.shuffle(comparatives, random);
            assertThat(ComparativePrompting.classVectors(CLASSES, comparatives, 0.8, ComparativeDirections.BOTH))
                    .isDeepEqualTo(expected);
        }
    }

    @Test
    void whatCancelsATextIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ComparativePrompting.classVectors(
                        CLASSES,
                        List.of(new Comparative(0, 1, new double[] {1, 0, 0})),
                        0.0,
                        ComparativeDirections.SECOND))
                .withMessageContaining("class 2")
                .withMessageContaining("greater weight");
    }
}
