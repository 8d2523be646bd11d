package io.steerscope.inference.clip;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.inference.TestBundles;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.device.Dtype;

import static org.assertj.core.api.Assertions.assertThat;

/** An embedding must be the same, bit for bit, whatever shares its batch and at whatever row it sits. */
class ClipBatchInvarianceTest {

    @Test
    void embeddingsOfTheTinyBundlesDoNotDependOnTheirBatch() {
        assertInvariant(TestBundles.tinyClip());
        assertInvariant(TestBundles.tinyClipB());
    }

    @ParameterizedTest
    @ValueSource(strings = {"toybox-clip", "toybox-clip-b", "toybox-clip-differences"})
    void embeddingsOfTheToyBundlesDoNotDependOnTheirBatch(String name) {
        assertInvariant((ClipBundle) ModelBundle.open(TestBundles.projectBundle(name)));
    }

    @ParameterizedTest
    @EnumSource
    void embeddingsDoNotDependOnTheirBatchInAnyType(Dtype dtype) {
        ClipBundle bundle = (ClipBundle) ModelBundle.open(TestBundles.projectBundle("toybox-clip"));
        assertInvariant(bundle.computingIn(dtype));
    }

    @Test
    void batchesSideBySideGiveTheEmbeddingsOfBatchesInARow() {
        // given
        ClipBundle bundle = TestBundles.tinyClip();
        Random random = new Random(2);
        List<float[]> images = new ArrayList<>();
        for (int i = 0; i < 2 * bundle.batchSize() + 1; i++) {
            images.add(image(bundle, random));
        }

        // when
        float[][] inARow;
        float[][] sideBySide;
        try (ClipModel model = ClipModel.open(bundle, Device.CPU, TestBundles.THREADS);
                ClipModel parallel = ClipModel.open(bundle, Device.CPU, TestBundles.THREADS, 3)) {
            inARow = model.encodeImages(images);
            sideBySide = parallel.encodeImages(images);
        }

        // then
        assertThat(sideBySide).isDeepEqualTo(inARow);
    }

    private static void assertInvariant(ClipBundle bundle) {
        try (ClipModel model = ClipModel.open(bundle, Device.CPU, TestBundles.THREADS);
                ClipModel other = ClipModel.open(bundle, Device.CPU, TestBundles.THREADS)) {
            Random random = new Random(1);
            float[] image = image(bundle, random);
            float[] alone = model.encodeImages(List.of(image))[0];
            float[] text = other.encodeTexts(List.of("a red car")).get(0).vector();
            for (int row : new int[] {0, bundle.batchSize() / 2, bundle.batchSize() - 1}) {
                // given
                List<float[]> images = new ArrayList<>();
                List<String> texts = new ArrayList<>();
                for (int i = 0; i < bundle.batchSize(); i++) {
                    images.add(image(bundle, random));
                    texts.add("stranger " + row + " " + i);
                }
                images.set(row, image);
                texts.set(row, "a red car");

                // when
                float[] imageEmbedding = model.encodeImages(images)[row];
                float[] textEmbedding;
                try (ClipModel fresh = ClipModel.open(bundle, Device.CPU, TestBundles.THREADS)) {
                    textEmbedding = fresh.encodeTexts(texts).get(row).vector();
                }

                // then
                assertThat(imageEmbedding).as("image at row %d", row).containsExactly(alone);
                assertThat(textEmbedding).as("text at row %d", row).containsExactly(text);
            }
        }
    }

    private static float[] image(ClipBundle bundle, Random random) {
        float[] values = new float[3 * bundle.imageHeight() * bundle.imageWidth()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 4 - 2;
        }
        return values;
    }
}
