package io.steerscope.inference.diffusion;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PixelsTest {

    @Test
    void valuesAreClampedAndRoundedToEven() {
        // given: one row of one pixel, then the row that is asked for
        float[] decoded = {9, 9, 9, -1.5f, 0.2f, 1.5f};

        // when / then: 0.2 is level 153 exactly
        assertThat(Pixels.image(decoded, 1, 1, 1).rgb()).containsExactly(0, 153, 255);
    }

    @Test
    void tiesGoToTheEvenLevel() {
        // given: levels 0.5 and 1.5
        float[] decoded = {1 / 255f - 1, 3 / 255f - 1, 0};

        // when / then: 0 is level 127.5
        byte[] rgb = Pixels.image(decoded, 0, 1, 1).rgb();
        assertThat(rgb[2] & 0xff).isEqualTo(128);
    }

    @Test
    void blackAndPlainImagesAreFlatWhateverTheirColour() {
        float[] black = new float[3 * 64];
        Arrays.fill(black, -1);
        assertThat(Pixels.flat(Pixels.image(black, 0, 8, 8))).isTrue();
        float[] orange = new float[3 * 64];
        Arrays.fill(orange, 0, 64, 1);
        assertThat(Pixels.flat(Pixels.image(orange, 0, 8, 8))).isTrue();
        orange[5] = 0;
        assertThat(Pixels.flat(Pixels.image(orange, 0, 8, 8))).isFalse();
    }

    @Test
    void numbersThatAreNotFiniteAreFoundWithinTheirRowOnly() {
        float[] values = {0, 1, Float.NaN, 2, Float.POSITIVE_INFINITY};
        assertThat(Pixels.finite(values, 0, 2)).isTrue();
        assertThat(Pixels.finite(values, 0, 3)).isFalse();
        assertThat(Pixels.finite(values, 3, 5)).isFalse();
    }
}
