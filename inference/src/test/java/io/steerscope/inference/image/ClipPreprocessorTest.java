package io.steerscope.inference.image;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.steerscope.inference.TestBundles;
import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ClipPreprocessing;
import io.steerscope.inference.bundle.ResampleFilter;
import io.steerscope.inference.bundle.ResizeRule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClipPreprocessorTest {

    private static final List<Double> MEAN = List.of(0.5, 0.25, 0.0);
    private static final List<Double> STD = List.of(0.5, 0.5, 2.0);

    @Test
    void theCentreOfTheResizedImageIsNormalisedChannelByChannel() {
        // given: 9 x 4 becomes 4 x 4 by cropping columns 2 to 5
        ClipPreprocessor preprocessor = new ClipPreprocessor(bundle(new ResizeRule.ShortestEdge(4), 4, 4, 4));
        RgbImage image = ReferenceImages.pattern(9, 4);

        // when
        float[] values = preprocessor.preprocess(image);

        // then
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < 4; y++) {
                for (int x = 0; x < 4; x++) {
                    float sample = (float) ((image.rgb()[(y * 9 + x + 2) * 3 + channel] & 0xff) / 255.0);
                    float expected = (sample - MEAN.get(channel).floatValue())
                            / STD.get(channel).floatValue();
                    assertThat(values[channel * 16 + y * 4 + x]).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void anExactSizeIsReachedWithoutCrop() {
        ClipPreprocessor preprocessor = new ClipPreprocessor(bundle(new ResizeRule.Exact(4, 6), 0, 4, 6));
        RgbImage resized = new PillowResizer(20, 10, 6, 4).resize(ReferenceImages.pattern(20, 10));
        float[] values = preprocessor.preprocess(ReferenceImages.pattern(20, 10));
        assertThat(values).hasSize(3 * 4 * 6);
        assertThat(values[0]).isEqualTo(((float) ((resized.rgb()[0] & 0xff) / 255.0) - 0.5f) / 0.5f);
    }

    @Test
    void imagesOfManySizesMayFollowEachOther() {
        ClipPreprocessor preprocessor = new ClipPreprocessor(bundle(new ResizeRule.ShortestEdge(4), 4, 4, 4));
        float[] first = preprocessor.preprocess(ReferenceImages.pattern(5, 7));
        for (int size = 1; size < 30; size++) {
            preprocessor.preprocess(ReferenceImages.pattern(size, 2 * size));
        }
        assertThat(preprocessor.preprocess(ReferenceImages.pattern(5, 7))).containsExactly(first);
    }

    @Test
    void aCropLargerThanTheResizedImageIsRefused() {
        assertThatThrownBy(() -> new ClipPreprocessor(bundle(new ResizeRule.ShortestEdge(4), 6, 6, 6)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("6 x 6");
        assertThatThrownBy(() -> new ClipPreprocessor(bundle(new ResizeRule.ShortestEdge(4), 0, 4, 4)))
                .isInstanceOf(BundleException.class);
    }

    private static ClipBundle bundle(ResizeRule resize, int crop, int height, int width) {
        ClipBundle tiny = TestBundles.tinyClip();
        ClipPreprocessing rules =
                new ClipPreprocessing(resize, ResampleFilter.BICUBIC, crop, crop, 1 / 255.0, MEAN, STD);
        return new ClipBundle(
                tiny.manifest(), tiny.embeddingDimension(), tiny.logitScale(), rules, height, width, tiny.tokenizer());
    }
}
