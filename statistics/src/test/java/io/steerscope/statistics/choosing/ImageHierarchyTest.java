package io.steerscope.statistics.choosing;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ImageHierarchyTest {

    /** Two equal, three equal, and one alone. */
    private static final double[][] ROWS = {{5.0}, {0.0}, {1.0}, {0.0}, {1.0}, {1.0}};

    @Test
    void equalImagesAreOneMerge() {
        // when
        ImageHierarchy hierarchy = ImageHierarchy.of(ROWS);

        // then
        assertThat(hierarchy.nodes()).extracting(node -> node.members().length).containsExactly(2, 3, 5, 6);
        assertThat(hierarchy.nodes().get(0).members()).containsExactly(1, 3);
        assertThat(hierarchy.nodes().get(1).members()).containsExactly(2, 4, 5);
        assertThat(hierarchy.nodes().get(1).parent())
                .isEqualTo(hierarchy.nodes().get(2).number());
    }

    @Test
    void clustersAreNumberedByTheirFirstMember() {
        // then
        assertThat(ImageHierarchy.of(ROWS).level(3)).containsExactly(0, 1, 2, 1, 2, 2);
        assertThat(ImageHierarchy.of(ROWS).level(2)).containsExactly(0, 1, 1, 1, 1, 1);
        assertThat(ImageHierarchy.of(ROWS).level(1)).containsOnly(0);
    }

    @Test
    void equalImagesAreNeverApart() {
        // then
        assertThat(ImageHierarchy.of(ROWS).level(4)).containsExactly(0, 1, 2, 1, 2, 2);
        assertThat(ImageHierarchy.of(ROWS).level(100)).containsExactly(0, 1, 2, 1, 2, 2);
    }

    @Test
    void mergesOfOneHeightAreUndoneTogether() {
        // given: two pairs at equal distances
        double[][] rows = {{0.0}, {1.0}, {10.0}, {11.0}};

        // then: three clusters would break one pair and not the other
        assertThat(ImageHierarchy.of(rows).level(3)).containsExactly(0, 0, 1, 1);
        assertThat(ImageHierarchy.of(rows).level(4)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void oneImageIsOneCluster() {
        // when
        ImageHierarchy hierarchy = ImageHierarchy.of(new double[][] {{1.0, 0.0}});

        // then
        assertThat(hierarchy.nodes()).isEmpty();
        assertThat(hierarchy.level(5)).containsExactly(0);
    }
}
