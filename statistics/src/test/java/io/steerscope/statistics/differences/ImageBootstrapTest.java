package io.steerscope.statistics.differences;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.WilsonInterval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ImageBootstrapTest {

    /** Eighty of a hundred pairs are right. */
    private static final int[] VALUES = values(100, 80);

    private static int[] values(int n, int right) {
        int[] values = new int[n];
        for (int i = 0; i < right; i++) {
            values[i] = 1;
        }
        return values;
    }

    @Test
    void pairsThatShareNoImageAreDrawnThemselves() {
        // given
        List<ImagePair> pairs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pairs.add(new ImagePair(2 * i, 2 * i + 1, 0, 1));
        }

        // when
        Interval interval = ImageBootstrap.ofMean(pairs, VALUES, 1);

        // then
        Interval wilson = WilsonInterval.of(80, 100, 0.95);
        assertThat(ImageBootstrap.sharesImages(pairs)).isFalse();
        assertThat(interval.low()).isEqualTo(wilson.low(), within(0.03));
        assertThat(interval.high()).isEqualTo(wilson.high(), within(0.03));
    }

    @Test
    void anImageThatAllPairsShareMakesTheIntervalWide() {
        // given: what is wrong, is so because of one image in twenty pairs
        List<ImagePair> pairs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pairs.add(new ImagePair(i / 20, 10 + i, 0, 1));
        }

        // when
        Interval interval = ImageBootstrap.ofMean(pairs, VALUES, 1);

        // then
        assertThat(ImageBootstrap.sharesImages(pairs)).isTrue();
        assertThat(interval.high() - interval.low()).isGreaterThan(0.4);
    }

    @Test
    void aSeedGivesTheSameIntervalAndAnotherSeedAnother() {
        // given
        List<ImagePair> pairs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pairs.add(new ImagePair(i % 17, 20 + i % 13, 0, 1));
        }

        // then
        assertThat(ImageBootstrap.ofMean(pairs, VALUES, 5)).isEqualTo(ImageBootstrap.ofMean(pairs, VALUES, 5));
        assertThat(ImageBootstrap.ofMean(pairs, VALUES, 6)).isNotEqualTo(ImageBootstrap.ofMean(pairs, VALUES, 5));
    }

    @Test
    void theOrderOfPairsDoesNotMatterWhetherTheyShareImagesOrNot() {
        for (int images : new int[] {17, 200}) {
            // given
            List<ImagePair> pairs = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                pairs.add(new ImagePair(i % images, images + i, 0, 1));
            }
            List<ImagePair> reversed = new ArrayList<>(pairs);
            Collections.reverse(reversed);
            int[] values = IntStream.range(0, 100).map(i -> VALUES[99 - i]).toArray();

            // then
            assertThat(ImageBootstrap.ofMean(reversed, values, 1)).isEqualTo(ImageBootstrap.ofMean(pairs, VALUES, 1));
        }
    }

    @Test
    void belowTwoPairsThereIsNone() {
        assertThat(ImageBootstrap.ofMean(List.of(), new int[0], 1)).isNull();
        assertThat(ImageBootstrap.ofMean(List.of(new ImagePair(0, 1, 0, 1)), new int[] {1}, 1))
                .isNull();
    }

    @Test
    void aPairOfAnImageWithItselfSharesNothingWithOthers() {
        assertThat(ImageBootstrap.sharesImages(List.of(new ImagePair(0, 0, 0, 1), new ImagePair(1, 2, 0, 1))))
                .isFalse();
        assertThat(ImageBootstrap.sharesImages(List.of(new ImagePair(0, 0, 0, 1), new ImagePair(1, 0, 0, 1))))
                .isTrue();
    }
}
