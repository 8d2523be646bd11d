package io.steerscope.inference.clip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.inference.GoldenPixels;
import io.steerscope.inference.TestBundles;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.image.ClipPreprocessor;
import io.steerscope.inference.image.ImageDecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Against embeddings and margins computed by Hugging Face transformers on Pillow images. JPEG files have the limits of
 * PNG files: the platform's decoder and Pillow's give the same pixels.
 */
class GoldenClipTest {

    private static final float EMBEDDING_TOLERANCE = 1e-4f;
    private static final double MARGIN_TOLERANCE = 1e-5;

    @ParameterizedTest
    @ValueSource(strings = {"tiny-clip", "tiny-clip-b", "tiny-clip-c", "tiny-siglip"})
    void textsHaveTheIdsAndEmbeddingsOfTransformers(String name) {
        JsonNode texts =
                TestBundles.json(TestBundles.golden(name + "/expected.json")).get("texts");
        try (ClipModel model = open(name)) {
            for (JsonNode text : texts) {
                // when
                TextEmbedding embedding =
                        model.encodeTexts(List.of(text.get("text").textValue())).get(0);

                // then
                assertThat(embedding.ids()).containsExactly(TestBundles.longs(text.get("ids")));
                assertThat(embedding.truncated())
                        .isEqualTo(text.get("untruncated_length").intValue() > embedding.ids().length);
                assertThat(embedding.vector())
                        .containsExactly(TestBundles.floats(text.get("embedding")), within(EMBEDDING_TOLERANCE));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-clip", "tiny-clip-b", "tiny-clip-c", "tiny-siglip"})
    void imagesHaveThePixelValuesEmbeddingsAndMarginsOfTransformers(String name) {
        // given
        JsonNode expected = TestBundles.json(TestBundles.golden(name + "/expected.json"));
        try (ClipModel model = open(name)) {
            ClipPreprocessor preprocessor = new ClipPreprocessor(model.bundle());
            List<float[]> pixelValues = new ArrayList<>();
            List<String> files = new ArrayList<>();
            for (JsonNode image : expected.get("images")) {
                String file = image.get("file").textValue();
                float[] values = preprocessor.preprocess(
                        ImageDecoder.decode(TestBundles.bytes(TestBundles.golden(name + "/" + file))));
                GoldenPixels.assertEqual(file, values, image, model.bundle());
                files.add(file);
                pixelValues.add(values);
            }

            // when
            float[][] embeddings = model.encodeImages(pixelValues);

            // then
            Map<String, float[]> byFile = new HashMap<>();
            for (int i = 0; i < embeddings.length; i++) {
                byFile.put(files.get(i), embeddings[i]);
                assertThat(embeddings[i])
                        .as(files.get(i))
                        .containsExactly(
                                TestBundles.floats(expected.get("images").get(i).get("embedding")),
                                within(EMBEDDING_TOLERANCE));
            }
            assertMargins(expected, model, byFile);
        }
    }

    private static void assertMargins(JsonNode expected, ClipModel model, Map<String, float[]> embeddings) {
        double worstJpeg = 0;
        double worstPng = 0;
        for (JsonNode row : expected.get("margins")) {
            List<TextEmbedding> texts = model.encodeTexts(
                    List.of(row.get("source").textValue(), row.get("target").textValue()));
            String file = row.get("file").textValue();
            ClipMargin margin = ClipMargin.of(
                    embeddings.get(file), texts.get(0).vector(), texts.get(1).vector());
            double difference = Math.abs(margin.value() - row.get("margin").doubleValue());
            if (file.endsWith(".png")) {
                worstPng = Math.max(worstPng, difference);
            } else {
                worstJpeg = Math.max(worstJpeg, difference);
            }
        }
        System.out.printf(
                "%s: margins differ by at most %.2g (PNG) and %.2g (JPEG)%n",
                model.bundle().id(), worstPng, worstJpeg);
        assertThat(worstPng).isLessThan(MARGIN_TOLERANCE);
        assertThat(worstJpeg).isLessThan(MARGIN_TOLERANCE);
    }

    private static ClipModel open(String name) {
        ClipBundle bundle = (ClipBundle) ModelBundle.open(TestBundles.bundle(name));
        return ClipModel.open(bundle, Device.CPU, TestBundles.THREADS);
    }
}
