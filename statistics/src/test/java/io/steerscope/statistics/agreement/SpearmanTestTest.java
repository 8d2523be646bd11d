package io.steerscope.statistics.agreement;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SpearmanTestTest {

    @Test
    void upToNineSubjectsThePValueIsTheShareOfOrdersThatAreAsFarFromZero() {
        // when
        SpearmanTest found =
                SpearmanTest.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, new double[] {2, 1, 4, 3, 6, 5, 8, 7});

        // then: by counting all 40,320 orders in Python
        assertThat(found.correlation()).isEqualTo(1.0 - 6.0 * 8.0 / 504.0, within(1e-15));
        assertThat(found.pTwoSided()).isEqualTo(184.0 / 40320.0);
    }

    @Test
    void tiedValuesShareTheirRankInEveryOrder() {
        // when
        SpearmanTest found = SpearmanTest.of(new double[] {1, 1, 2, 3, 4}, new double[] {1, 2, 3, 4, 4});

        // then: by counting all 120 orders in Python
        assertThat(found.pTwoSided()).isEqualTo(6.0 / 120.0);
    }

    @Test
    void aboveNineSubjectsThePValueIsThatOfT() {
        // when
        SpearmanTest found = SpearmanTest.of(
                new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, new double[] {3, 1, 2, 6, 4, 5, 9, 7, 8, 10});

        // then: scipy.stats.spearmanr
        assertThat(found.correlation()).isEqualTo(0.8909090909090909, within(1e-15));
        assertThat(found.pTwoSided()).isEqualTo(0.0005421442248338668, within(1e-15));
    }

    @Test
    void belowFiveSubjectsAndWithoutVariationThereIsNoPValue() {
        // then
        assertThat(SpearmanTest.of(new double[] {1, 2, 3, 4}, new double[] {1, 2, 3, 4}))
                .isEqualTo(new SpearmanTest(4, 1.0, null));
        assertThat(SpearmanTest.of(new double[] {1, 2, 3, 4, 5}, new double[] {1, 1, 1, 1, 1}))
                .isEqualTo(new SpearmanTest(5, null, null));
        assertThat(SpearmanTest.of(new double[0], new double[0])).isEqualTo(new SpearmanTest(0, null, null));
    }
}
