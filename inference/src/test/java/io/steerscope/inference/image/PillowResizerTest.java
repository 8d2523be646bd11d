package io.steerscope.inference.image;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import io.steerscope.inference.bundle.ResampleFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PillowResizerTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/resize.csv", numLinesToSkip = 1)
    void resizedPixelsEqualThoseOfPillow(int width, int height, int outputWidth, int outputHeight, String sha256) {
        // given
        RgbImage image = ReferenceImages.pattern(width, height);

        // when
        RgbImage resized = new PillowResizer(width, height, outputWidth, outputHeight).resize(image);

        // then
        assertThat(resized.width()).isEqualTo(outputWidth);
        assertThat(resized.height()).isEqualTo(outputHeight);
        assertThat(ReferenceImages.sha256(resized.rgb())).isEqualTo(sha256);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/resize-filters.csv", numLinesToSkip = 1)
    void everyFilterGivesThePixelsOfPillow(
            ResampleFilter filter, int width, int height, int outputWidth, int outputHeight, String sha256) {
        // given
        RgbImage image = ReferenceImages.pattern(width, height);
        PillowResizer.Window whole = new PillowResizer.Window(0, 0, outputWidth, outputHeight);

        // when
        RgbImage resized = new PillowResizer(width, height, outputWidth, outputHeight, whole, filter).resize(image);

        // then
        assertThat(ReferenceImages.sha256(resized.rgb())).isEqualTo(sha256);
    }

    @Test
    void anotherInputSizeIsRefused() {
        // given
        PillowResizer resizer = new PillowResizer(4, 4, 2, 2);

        // when / then
        assertThatThrownBy(() -> resizer.resize(ReferenceImages.pattern(5, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 x 4");
    }
}
