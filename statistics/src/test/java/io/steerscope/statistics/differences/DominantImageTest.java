package io.steerscope.statistics.differences;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DominantImageTest {

    /** One hundred pairs, as many of which as asked for have image 0; every other image is in two pairs. */
    private static List<ImagePair> pairs(int ofFirst) {
        List<ImagePair> pairs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pairs.add(i < ofFirst ? new ImagePair(0, 1 + i / 2, 0, 1) : new ImagePair(500 + i, 1 + i / 2, 0, 1));
        }
        return pairs;
    }

    @Test
    void anImageInMoreThanHalfOfThePairsLeavesNoInterval() {
        // given
        int[] values = new int[100];
        values[3] = 1;

        // then
        assertThat(ImageBootstrap.ofMean(pairs(100), values, 1)).isNull();
        assertThat(ImageBootstrap.ofMean(pairs(51), values, 1)).isNull();
        assertThat(ImageBootstrap.ofMean(pairs(50), values, 1)).isNotNull();
    }

    @Test
    void aPairOfAnImageWithItselfCountsOnce() {
        assertThat(ImageBootstrap.hasDominantImage(List.of(new ImagePair(0, 0, 0, 1), new ImagePair(1, 2, 0, 1))))
                .isFalse();
    }
}
