package io.steerscope.statistics.hypothesis;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.exact.ExactMoments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class GroupTestsTest {

    @Test
    void pageTrendWithTiesIsThatOfScipy() {
        // given
        List<long[]> rows = List.of(
                new long[] {1, 2, 2, 4},
                new long[] {3, 1, 2, 5},
                new long[] {7, 7, 7, 8},
                new long[] {4, 3, 2, 1},
                new long[] {1, 5, 6, 7});

        // when
        PageTrendTest test = PageTrendTest.of(rows).orElseThrow();

        // then
        assertThat(test.l()).isEqualTo(134.5);
        assertThat(test.pGreater()).isEqualTo(0.07054640556909969, within(1e-14));
    }

    @Test
    void pageTrendNeedsRowsOfThreeOrMoreColumns() {
        assertThat(PageTrendTest.of(List.of())).isEmpty();
        assertThat(PageTrendTest.of(List.of(new long[] {1, 2}))).isEmpty();
        assertThatThrownBy(() -> PageTrendTest.of(List.of(new long[3], new long[4])))
                .hasMessage("Rows of 3 and of 4 columns");
    }

    @Test
    void heterogeneityOfKnownGroupsIsCochransQ() {
        // given
        List<ExactMoments> groups = List.of(
                ExactMoments.of(0.1, 0.2, 0.3),
                ExactMoments.of(0.15, 0.1, 0.12, 0.2),
                ExactMoments.of(0.5),
                ExactMoments.of(-0.1, 0.05, 0.02));

        // when
        Heterogeneity heterogeneity = Heterogeneity.of(groups).orElseThrow();

        // then (NumPy and SciPy)
        assertThat(heterogeneity.groups()).isEqualTo(3);
        assertThat(heterogeneity.df()).isEqualTo(2);
        assertThat(heterogeneity.q()).isEqualTo(11.00574016153729, within(1e-12));
        assertThat(heterogeneity.p()).isEqualTo(0.0040750588903722415, within(1e-15));
        assertThat(heterogeneity.iSquared()).isEqualTo(0.8182766473999111, within(1e-13));
    }

    @Test
    void equalGroupsAreNotHeterogeneous() {
        // given
        ExactMoments group = ExactMoments.of(0.1, 0.2, 0.4);

        // then
        Heterogeneity heterogeneity = Heterogeneity.of(List.of(group, group)).orElseThrow();
        assertThat(heterogeneity.q()).isEqualTo(0.0, within(1e-25));
        assertThat(heterogeneity.iSquared()).isZero();
        assertThat(heterogeneity.p()).isEqualTo(1.0, within(1e-12));
        assertThat(Heterogeneity.of(List.of(group, ExactMoments.of(0.5)))).isEmpty();
    }
}
