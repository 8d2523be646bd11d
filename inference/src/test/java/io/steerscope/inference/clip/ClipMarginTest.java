package io.steerscope.inference.clip;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class ClipMarginTest {

    @Test
    void theMarginIsTargetLessSource() {
        ClipMargin margin = ClipMargin.of(new float[] {3, 4}, new float[] {1, 0}, new float[] {0, 2});
        assertThat(margin.simSource()).isCloseTo(0.6, within(1e-15));
        assertThat(margin.simTarget()).isCloseTo(0.8, within(1e-15));
        assertThat(margin.value()).isCloseTo(0.2, within(1e-15));
    }

    @Test
    void vectorsWithoutLengthOrOfDifferentLengthAreRefused() {
        assertThatThrownBy(() -> ClipMargin.cosine(new float[2], new float[] {1, 0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClipMargin.cosine(new float[] {Float.NaN}, new float[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClipMargin.cosine(new float[2], new float[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
