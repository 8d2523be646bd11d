package io.steerscope.inference.image;

import java.util.Arrays;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class PillowResizerProperties {

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aWindowIsTheSamePartOfTheWholeOutput(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 40) int outputWidth,
            @ForAll @IntRange(min = 1, max = 40) int outputHeight,
            @ForAll @IntRange(min = 0, max = 1000) int place) {
        // given
        RgbImage image = ReferenceImages.pattern(width, height);
        int left = place % outputWidth;
        int top = place % outputHeight;
        PillowResizer.Window window =
                new PillowResizer.Window(left, top, outputWidth - left, Math.max(1, (outputHeight - top) / 2));
        RgbImage whole = new PillowResizer(width, height, outputWidth, outputHeight).resize(image);

        // when
        RgbImage part = new PillowResizer(width, height, outputWidth, outputHeight, window).resize(image);

        // then
        for (int y = 0; y < window.height(); y++) {
            for (int i = 0; i < window.width() * 3; i++) {
                assertThat(part.rgb()[y * window.width() * 3 + i])
                        .isEqualTo(whole.rgb()[((top + y) * outputWidth + left) * 3 + i]);
            }
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aPlainImageStaysPlain(
            @ForAll byte level,
            @ForAll @IntRange(min = 1, max = 60) int width,
            @ForAll @IntRange(min = 1, max = 60) int outputWidth) {
        // given
        byte[] rgb = new byte[width * 5 * 3];
        Arrays.fill(rgb, level);

        // when
        RgbImage resized = new PillowResizer(width, 5, outputWidth, 9).resize(new RgbImage(width, 5, rgb));

        // then
        assertThat(resized.rgb()).containsOnly(level);
    }
}
