package io.steerscope.inference.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.steerscope.inference.GoldenPixels;
import io.steerscope.inference.TestBundles;
import io.steerscope.inference.bundle.ImageEncodingBundle;
import io.steerscope.inference.clip.ClipModel;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.image.ClipPreprocessor;
import io.steerscope.inference.image.ImageDecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** The image encoder of a bundle without texts, against pooled features that Hugging Face transformers computed. */
class ImageEncoderTest {

    private static final float FEATURE_TOLERANCE = 1e-4f;

    @Test
    void imagesHaveThePixelValuesAndThePooledFeaturesOfTransformers() {
        // given
        JsonNode expected = TestBundles.json(TestBundles.golden("tiny-resnet/expected.json"));
        ClipPreprocessor preprocessor = new ClipPreprocessor(TestBundles.tinyResnet());
        List<float[]> pixelValues = new ArrayList<>();
        for (JsonNode image : expected.get("images")) {
            String file = image.get("file").textValue();
            float[] values = preprocessor.preprocess(ImageDecoder.decode(TestBundles.bytes(TestBundles.golden(file))));
            GoldenPixels.assertEqual(file, values, image, TestBundles.tinyResnet());
            pixelValues.add(values);
        }

        // when
        float[][] features;
        try (ImageEncoder encoder = open(TestBundles.tinyResnet(), 1)) {
            features = encoder.encode(pixelValues);
        }

        // then: as the module gives them, not of length 1
        assertThat(features).hasNumberOfRows(expected.get("images").size());
        for (int i = 0; i < features.length; i++) {
            JsonNode image = expected.get("images").get(i);
            assertThat(features[i])
                    .as(image.get("file").textValue())
                    .containsExactly(TestBundles.floats(image.get("features")), within(FEATURE_TOLERANCE));
        }
        assertThat(length(features[0])).isGreaterThan(2);
    }

    @ParameterizedTest
    @EnumSource
    void featuresDoNotDependOnTheirBatchInAnyType(Dtype dtype) {
        // given
        ImageEncodingBundle bundle = TestBundles.tinyResnet().computingIn(dtype);
        Random random = new Random(1);
        float[] image = image(bundle, random);
        List<float[]> images = new ArrayList<>();
        for (int i = 0; i < 2 * bundle.batchSize() + 1; i++) {
            images.add(image(bundle, random));
        }
        List<Integer> rows = List.of(0, bundle.batchSize() / 2, bundle.batchSize() - 1, 2 * bundle.batchSize());
        rows.forEach(row -> images.set(row, image));

        // when
        try (ImageEncoder encoder = open(bundle, 1);
                ImageEncoder parallel = open(bundle, 3)) {
            float[] alone = encoder.encode(List.of(image))[0];
            float[][] together = encoder.encode(images);
            float[][] sideBySide = parallel.encode(images);

            // then
            rows.forEach(row -> assertThat(together[row]).as("row %d", row).containsExactly(alone));
            assertThat(sideBySide).isDeepEqualTo(together);
        }
    }

    @Test
    void otherTypesComeNearToFloat32() {
        // given
        float[] image = image(TestBundles.tinyResnet(), new Random(3));

        // when
        float[] half = encode(TestBundles.tinyResnet().computingIn(Dtype.FLOAT16), image);
        float[] full = encode(TestBundles.tinyResnet(), image);

        // then
        assertThat(half)
                .containsExactly(full, within((float) (0.01 * length(full))))
                .isNotEqualTo(full);
    }

    @Test
    void theImageEncoderOfAClipGivesTheVectorsOfTheClip() {
        // given
        float[] image = image(TestBundles.tinyClipB(), new Random(4));

        // when / then
        try (ClipModel clip = ClipModel.open(TestBundles.tinyClipB(), Device.CPU, TestBundles.THREADS)) {
            assertThat(encode(TestBundles.tinyClipB(), image))
                    .containsExactly(clip.encodeImages(List.of(image))[0])
                    .containsExactly(clip.images().encode(List.of(image))[0]);
        }
    }

    @Test
    void pixelValuesOfAnotherSizeAreRefused() {
        try (ImageEncoder encoder = open(TestBundles.tinyResnet(), 1)) {
            assertThatThrownBy(() -> encoder.encode(List.of(new float[3])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("3 pixel values where tiny-resnet takes 9408");
        }
    }

    private static ImageEncoder open(ImageEncodingBundle bundle, int parallelBatches) {
        return ImageEncoder.open(bundle, Device.CPU, TestBundles.THREADS, parallelBatches);
    }

    private static float[] encode(ImageEncodingBundle bundle, float[] image) {
        try (ImageEncoder encoder = open(bundle, 1)) {
            return encoder.encode(List.of(image))[0];
        }
    }

    private static float[] image(ImageEncodingBundle bundle, Random random) {
        float[] values = new float[3 * bundle.imageHeight() * bundle.imageWidth()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 4 - 2;
        }
        return values;
    }

    private static double length(float[] vector) {
        double squared = 0;
        for (float element : vector) {
            squared += (double) element * element;
        }
        return Math.sqrt(squared);
    }
}
