package io.steerscope.statistics.embedding;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PrincipalComponentsTest {

    @Test
    void pointsOfALineLieOnTheFirstComponent() {
        // when: along (3, -4), whose coordinate of greatest magnitude is made positive
        PrincipalComponents components =
                PrincipalComponents.of(new double[][] {{0.0, 0.0}, {3.0, -4.0}, {6.0, -8.0}}, 2);

        // then
        assertThat(components.coordinates()[0][0]).isEqualTo(5.0, within(1e-12));
        assertThat(components.coordinates()[1][0]).isEqualTo(0.0, within(1e-12));
        assertThat(components.coordinates()[2][0]).isEqualTo(-5.0, within(1e-12));
        assertThat(components.coordinates()[2][1]).isZero();
        assertThat(components.explained()).containsExactly(new double[] {1.0, 0.0}, within(1e-12));
    }

    @Test
    void fewerRowsThanDimensionsGiveTheSameAsWithRowsRepeated() {
        // given: every row twice leaves the components as they are
        double[][] rows = UnitVectors.of(TestVectors.random(6, 9, 3));
        double[][] twice = new double[12][];
        for (int i = 0; i < 12; i++) {
            twice[i] = rows[i / 2];
        }

        // when
        PrincipalComponents wide = PrincipalComponents.of(rows, 2);
        PrincipalComponents tall = PrincipalComponents.of(twice, 2);

        // then
        for (int i = 0; i < 6; i++) {
            assertThat(wide.coordinates()[i]).containsExactly(tall.coordinates()[2 * i], within(1e-12));
        }
        assertThat(wide.explained()).containsExactly(tall.explained(), within(1e-12));
    }

    @Test
    void equalRowsExplainNothing() {
        // when
        PrincipalComponents components = PrincipalComponents.of(new double[][] {{1.0, 2.0}, {1.0, 2.0}}, 2);

        // then
        assertThat(components.explained()).isNull();
        assertThat(components.coordinates()).isDeepEqualTo(new double[][] {{0.0, 0.0}, {0.0, 0.0}});
    }
}
